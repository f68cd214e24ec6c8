;; AdamW over float32 arrays, four numbers at a time, every operation in float32 as in PyTorch: `updateNumbers` states them.
(module
  ;; Four blocks of 4,096 numbers: weights, gradients, first and second moments.
  (memory (export "memory") 1)
  (func (export "update")
    (param $bytes i32) ;; of each block, a multiple of 16
    (param $decay f32) (param $rate f32) (param $correction f32) (param $epsilon f32)
    (param $beta1 f32) (param $share1 f32) (param $beta2 f32) (param $share2 f32)
    (local $at i32) (local $slope v128) (local $mean v128) (local $square v128) (local $weight v128)
    (loop $fours
      (local.set $weight (v128.load (local.get $at)))
      (local.set $slope (v128.load offset=0x4000 (local.get $at)))
      (local.set $mean
        (f32x4.add
          (f32x4.mul (f32x4.splat (local.get $beta1)) (v128.load offset=0x8000 (local.get $at)))
          (f32x4.mul (f32x4.splat (local.get $share1)) (local.get $slope))))
      (local.set $square
        (f32x4.add
          (f32x4.mul (f32x4.splat (local.get $beta2)) (v128.load offset=0xc000 (local.get $at)))
          (f32x4.mul
            (f32x4.mul (f32x4.splat (local.get $share2)) (local.get $slope))
            (local.get $slope))))
      (v128.store offset=0x8000 (local.get $at) (local.get $mean))
      (v128.store offset=0xc000 (local.get $at) (local.get $square))
      (v128.store
        (local.get $at)
        (f32x4.sub
          (local.get $weight)
          (f32x4.add
            (f32x4.mul (local.get $weight) (f32x4.splat (local.get $decay)))
            ;; The quotient first: where the square is infinite it is 0, which a product could not become.
            (f32x4.mul
              (f32x4.splat (local.get $rate))
              (f32x4.div
                (local.get $mean)
                (f32x4.add
                  (f32x4.mul (f32x4.sqrt (local.get $square)) (f32x4.splat (local.get $correction)))
                  (f32x4.splat (local.get $epsilon))))))))
      (br_if $fours
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))))
