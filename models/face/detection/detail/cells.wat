;; What `cells.ts` sums up of a picture, eight pixels at a time. Everything may read and write eight pixels beyond a row.
(module
  (memory (export "memory") 1)

  ;; Luminance of a row of pixels of three bytes, green twice: a byte each.
  (func (export "light")
    (param $from i32) (param $pixels i32) (param $into i32)
    (local $first v128) (local $second v128)
    (loop $eights
      (local.set $first (v128.load (local.get $from)))
      (local.set $second (v128.load offset=8 (local.get $from)))
      (local.set $first
        (i16x8.shr_u
          (i16x8.add
            (i16x8.add
              (i16x8.extend_low_i8x16_u
                (i8x16.shuffle 0 3 6 9 12 15 26 29 0 0 0 0 0 0 0 0 (local.get $first) (local.get $second)))
              (i16x8.extend_low_i8x16_u
                (i8x16.shuffle 2 5 8 11 14 25 28 31 0 0 0 0 0 0 0 0 (local.get $first) (local.get $second))))
            (i16x8.shl
              (i16x8.extend_low_i8x16_u
                (i8x16.shuffle 1 4 7 10 13 24 27 30 0 0 0 0 0 0 0 0 (local.get $first) (local.get $second)))
              (i32.const 1)))
          (i32.const 2)))
      (v128.store64_lane 0
        (local.get $into)
        (i8x16.narrow_i16x8_u (local.get $first) (local.get $first)))
      (local.set $from (i32.add (local.get $from) (i32.const 24)))
      (local.set $into (i32.add (local.get $into) (i32.const 8)))
      (br_if $eights
        (i32.gt_s (local.tee $pixels (i32.sub (local.get $pixels) (i32.const 8))) (i32.const 0)))))

  ;; Adds up columns: luminance and its steps to the right and below as 16 bits, its square as 32.
  (func (export "add")
    (param $row i32) (param $below i32) (param $pixels i32)
    (param $sums i32) (param $steps i32) (param $squares i32)
    (local $here v128)
    (loop $eights
      (local.set $here (v128.load8x8_u (local.get $row)))
      (v128.store
        (local.get $sums)
        (i16x8.add (v128.load (local.get $sums)) (local.get $here)))
      (v128.store
        (local.get $steps)
        (i16x8.add
          (v128.load (local.get $steps))
          (i16x8.add
            (i16x8.abs (i16x8.sub (local.get $here) (v128.load8x8_u offset=1 (local.get $row))))
            (i16x8.abs (i16x8.sub (local.get $here) (v128.load8x8_u (local.get $below)))))))
      (v128.store
        (local.get $squares)
        (i32x4.add
          (v128.load (local.get $squares))
          (i32x4.extmul_low_i16x8_u (local.get $here) (local.get $here))))
      (v128.store offset=16
        (local.get $squares)
        (i32x4.add
          (v128.load offset=16 (local.get $squares))
          (i32x4.extmul_high_i16x8_u (local.get $here) (local.get $here))))
      (local.set $row (i32.add (local.get $row) (i32.const 8)))
      (local.set $below (i32.add (local.get $below) (i32.const 8)))
      (local.set $sums (i32.add (local.get $sums) (i32.const 16)))
      (local.set $steps (i32.add (local.get $steps) (i32.const 16)))
      (local.set $squares (i32.add (local.get $squares) (i32.const 32)))
      (br_if $eights
        (i32.gt_s (local.tee $pixels (i32.sub (local.get $pixels) (i32.const 8))) (i32.const 0))))))
