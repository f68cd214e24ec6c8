;; Sums of numbers that lie apart, each times its weight: four sums at a time, in float32.
(module
  (memory (export "memory") 1)
  (func (export "convolve")
    (param $from i32)
    (param $bytes i32) ;; of the result, a multiple of 16, not 0
    (param $step i32) ;; bytes from a number to the next one of the same sum
    (param $weights i32) (param $taps i32) ;; at least one
    (param $to i32)
    (local $end i32) (local $at i32) (local $weight i32) (local $last i32) (local $sum v128)
    (local.set $end (i32.add (local.get $to) (local.get $bytes)))
    (local.set $last (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 2))))
    (loop $fours
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $from))
      (local.set $weight (local.get $weights))
      (loop $tap
        (local.set $sum
          (f32x4.add
            (local.get $sum)
            (f32x4.mul (v128.load (local.get $at)) (v128.load32_splat (local.get $weight)))))
        (local.set $at (i32.add (local.get $at) (local.get $step)))
        (br_if $tap
          (i32.lt_u
            (local.tee $weight (i32.add (local.get $weight) (i32.const 4)))
            (local.get $last))))
      (v128.store (local.get $to) (local.get $sum))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $fours
        (i32.lt_u (local.tee $to (i32.add (local.get $to) (i32.const 16))) (local.get $end))))))
