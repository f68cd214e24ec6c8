;; One row of a camera's picture from YUV to RGB, eight pixels at a time, in the fixed point of `rgbOfPlanes`.
(module
  ;; From 0x0000 on the row's luma, from 0x1000 on its chroma, from 0x4000 on its RGB: 4,096 pixels at most.
  (memory (export "memory") 1)
  (func (export "convert")
    (param $pixels i32)
    (param $v i32) ;; where V begins; U begins at 0x1000
    (param $step i32) ;; bytes from one U to the next: 1, or 2 where V lies between
    (param $luma i32) (param $rv i32) (param $gu i32) (param $gv i32) (param $bu i32) (param $offset i32)
    (local $at i32) (local $u i32) (local $into i32) (local $spread v128)
    (local $light v128) (local $blue v128) (local $red v128)
    (local $r v128) (local $g v128) (local $b v128)
    (local $lowLight v128) (local $lowU v128) (local $lowV v128)
    (local $highLight v128) (local $highU v128) (local $highV v128)
    (local.set $u (i32.const 0x1000))
    (local.set $into (i32.const 0x4000))
    ;; Each U or V twice, as 16 bits; 255 gives a zero.
    (local.set $spread
      (select
        (v128.const i8x16 0 255 0 255 1 255 1 255 2 255 2 255 3 255 3 255)
        (v128.const i8x16 0 255 0 255 2 255 2 255 4 255 4 255 6 255 6 255)
        (i32.eq (local.get $step) (i32.const 1))))
    (loop $eights
      (local.set $light (v128.load8x8_u (local.get $at)))
      (local.set $blue
        (i16x8.sub
          (i8x16.swizzle (v128.load64_zero (local.get $u)) (local.get $spread))
          (i16x8.splat (i32.const 128))))
      (local.set $red
        (i16x8.sub
          (i8x16.swizzle (v128.load64_zero (local.get $v)) (local.get $spread))
          (i16x8.splat (i32.const 128))))
      (local.set $lowLight
        (i32x4.add
          (i32x4.mul (i32x4.extend_low_i16x8_s (local.get $light)) (i32x4.splat (local.get $luma)))
          (i32x4.splat (local.get $offset))))
      (local.set $highLight
        (i32x4.add
          (i32x4.mul (i32x4.extend_high_i16x8_s (local.get $light)) (i32x4.splat (local.get $luma)))
          (i32x4.splat (local.get $offset))))
      (local.set $lowU (i32x4.extend_low_i16x8_s (local.get $blue)))
      (local.set $highU (i32x4.extend_high_i16x8_s (local.get $blue)))
      (local.set $lowV (i32x4.extend_low_i16x8_s (local.get $red)))
      (local.set $highV (i32x4.extend_high_i16x8_s (local.get $red)))
      (local.set $r
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s
            (i32x4.add
              (local.get $lowLight)
              (i32x4.mul (local.get $lowV) (i32x4.splat (local.get $rv))))
            (i32.const 16))
          (i32x4.shr_s
            (i32x4.add
              (local.get $highLight)
              (i32x4.mul (local.get $highV) (i32x4.splat (local.get $rv))))
            (i32.const 16))))
      (local.set $g
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s
            (i32x4.sub
              (i32x4.sub
                (local.get $lowLight)
                (i32x4.mul (local.get $lowU) (i32x4.splat (local.get $gu))))
              (i32x4.mul (local.get $lowV) (i32x4.splat (local.get $gv))))
            (i32.const 16))
          (i32x4.shr_s
            (i32x4.sub
              (i32x4.sub
                (local.get $highLight)
                (i32x4.mul (local.get $highU) (i32x4.splat (local.get $gu))))
              (i32x4.mul (local.get $highV) (i32x4.splat (local.get $gv))))
            (i32.const 16))))
      (local.set $b
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s
            (i32x4.add
              (local.get $lowLight)
              (i32x4.mul (local.get $lowU) (i32x4.splat (local.get $bu))))
            (i32.const 16))
          (i32x4.shr_s
            (i32x4.add
              (local.get $highLight)
              (i32x4.mul (local.get $highU) (i32x4.splat (local.get $bu))))
            (i32.const 16))))
      ;; To bytes, which cuts off what is below 0 or above 255: eight reds and eight greens; eight blues.
      (local.set $r (i8x16.narrow_i16x8_u (local.get $r) (local.get $g)))
      (local.set $b (i8x16.narrow_i16x8_u (local.get $b) (local.get $b)))
      (v128.store
        (local.get $into)
        (i8x16.shuffle 0 8 16 1 9 17 2 10 18 3 11 19 4 12 20 5 (local.get $r) (local.get $b)))
      (v128.store64_lane offset=16 0
        (local.get $into)
        (i8x16.shuffle 13 21 6 14 22 7 15 23 0 0 0 0 0 0 0 0 (local.get $r) (local.get $b)))
      (local.set $into (i32.add (local.get $into) (i32.const 24)))
      (local.set $u (i32.add (local.get $u) (i32.mul (local.get $step) (i32.const 4))))
      (local.set $v (i32.add (local.get $v) (i32.mul (local.get $step) (i32.const 4))))
      (br_if $eights
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $pixels))))))
