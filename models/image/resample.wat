;; What resampling does with rows of pixels of three bytes. Everything may read five bytes beyond a row and write two.
(module
  (memory (export "memory") 1)

  ;; One bilinear sample for each pixel of a row, in fixed point: places with 32 bits after the point, weights with 14, of
  ;; colours between two columns 7. Beyond the border the nearest pixel counts.
  (func $sample
    (param $x f64) (param $y f64) ;; where the first one lies
    (param $stepX f64) (param $stepY f64) ;; from one to the next
    (param $lastX f64) (param $lastY f64) ;; the picture's last pixel
    (param $origin i32) ;; where pixel (0, 0) would be: only what is sampled need be there
    (param $stride i32) (param $columns i32) (param $into i32)
    (local $atX i64) (local $atY i64) (local $byX i64) (local $byY i64) (local $endX i64) (local $endY i64)
    (local $inX i64) (local $inY i64)
    (local $above i32) (local $weight i32)
    (local $across v128) (local $down v128) (local $top v128) (local $bottom v128) (local $mixed v128)
    (local.set $atX (i64.trunc_sat_f64_s (f64.mul (local.get $x) (f64.const 4294967296))))
    (local.set $atY (i64.trunc_sat_f64_s (f64.mul (local.get $y) (f64.const 4294967296))))
    (local.set $byX (i64.trunc_sat_f64_s (f64.mul (local.get $stepX) (f64.const 4294967296))))
    (local.set $byY (i64.trunc_sat_f64_s (f64.mul (local.get $stepY) (f64.const 4294967296))))
    (local.set $endX (i64.trunc_sat_f64_s (f64.mul (local.get $lastX) (f64.const 4294967296))))
    (local.set $endY (i64.trunc_sat_f64_s (f64.mul (local.get $lastY) (f64.const 4294967296))))
    (loop $pixels
      (local.set $inX
        (select (local.get $atX) (i64.const 0) (i64.gt_s (local.get $atX) (i64.const 0))))
      (local.set $inX
        (select (local.get $inX) (local.get $endX) (i64.lt_s (local.get $inX) (local.get $endX))))
      (local.set $inY
        (select (local.get $atY) (i64.const 0) (i64.gt_s (local.get $atY) (i64.const 0))))
      (local.set $inY
        (select (local.get $inY) (local.get $endY) (i64.lt_s (local.get $inY) (local.get $endY))))
      (local.set $above
        (i32.add
          (local.get $origin)
          (i32.add
            (i32.mul
              (i32.wrap_i64 (i64.shr_u (local.get $inY) (i64.const 32)))
              (local.get $stride))
            (i32.mul
              (i32.wrap_i64 (i64.shr_u (local.get $inX) (i64.const 32)))
              (i32.const 3)))))
      ;; Two weights in 32 bits: what the second one does not take is the first one's.
      (local.set $weight
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $inX) (i64.const 18))) (i32.const 16383)))
      (local.set $across
        (i32x4.splat
          (i32.add (i32.mul (local.get $weight) (i32.const 65535)) (i32.const 16384))))
      (local.set $weight
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $inY) (i64.const 18))) (i32.const 16383)))
      (local.set $down
        (i32x4.splat
          (i32.add (i32.mul (local.get $weight) (i32.const 65535)) (i32.const 16384))))
      ;; Each colour of a pixel beside that of the next one, as 16 bits.
      (local.set $top
        (i8x16.swizzle
          (v128.load64_zero (local.get $above))
          (v128.const i8x16 0 255 3 255 1 255 4 255 2 255 5 255 255 255 255 255)))
      (local.set $bottom
        (i8x16.swizzle
          (v128.load64_zero (i32.add (local.get $above) (local.get $stride)))
          (v128.const i8x16 0 255 3 255 1 255 4 255 2 255 5 255 255 255 255 255)))
      (local.set $mixed
        (i16x8.narrow_i32x4_s
          (i32x4.shr_u
            (i32x4.dot_i16x8_s (local.get $top) (local.get $across))
            (i32.const 7))
          (i32x4.shr_u
            (i32x4.dot_i16x8_s (local.get $bottom) (local.get $across))
            (i32.const 7))))
      ;; Each colour above beside that below; then rounded, and to bytes: the fourth is the next pixel's.
      (local.set $mixed
        (i32x4.shr_u
          (i32x4.add
            (i32x4.dot_i16x8_s
              (i8x16.shuffle 0 1 8 9 2 3 10 11 4 5 12 13 6 7 14 15
                (local.get $mixed)
                (local.get $mixed))
              (local.get $down))
            (i32x4.splat (i32.const 1048576)))
          (i32.const 21)))
      (v128.store32_lane 0
        (local.get $into)
        (i8x16.swizzle
          (local.get $mixed)
          (v128.const i8x16 0 4 8 255 255 255 255 255 255 255 255 255 255 255 255 255)))
      (local.set $into (i32.add (local.get $into) (i32.const 3)))
      (local.set $atX (i64.add (local.get $atX) (local.get $byX)))
      (local.set $atY (i64.add (local.get $atY) (local.get $byY)))
      (br_if $pixels (local.tee $columns (i32.sub (local.get $columns) (i32.const 1))))))

  ;; A sample for each pixel of a picture, row after row: a row is a step to the side of the one before.
  (func (export "sample")
    (param $x f64) (param $y f64) (param $stepX f64) (param $stepY f64) (param $lastX f64) (param $lastY f64)
    (param $origin i32) (param $stride i32) (param $columns i32) (param $rows i32) (param $into i32)
    (local $row f64)
    (loop $lines
      (call $sample
        (f64.sub (local.get $x) (f64.mul (local.get $stepY) (local.get $row)))
        (f64.add (local.get $y) (f64.mul (local.get $stepX) (local.get $row)))
        (local.get $stepX) (local.get $stepY) (local.get $lastX) (local.get $lastY)
        (local.get $origin) (local.get $stride) (local.get $columns) (local.get $into))
      (local.set $into (i32.add (local.get $into) (i32.mul (local.get $columns) (i32.const 3))))
      (local.set $row (f64.add (local.get $row) (f64.const 1)))
      (br_if $lines (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The same for a picture of twice as many pixels either way, of which each block of four becomes one.
  (func (export "sampleHalved")
    (param $x f64) (param $y f64) (param $stepX f64) (param $stepY f64) (param $lastX f64) (param $lastY f64)
    (param $origin i32) (param $stride i32) (param $columns i32) (param $rows i32) (param $into i32)
    (param $top i32) (param $bottom i32) ;; where two rows of samples go
    (local $row f64)
    (loop $lines
      (call $sample
        (f64.sub (local.get $x) (f64.mul (local.get $stepY) (local.get $row)))
        (f64.add (local.get $y) (f64.mul (local.get $stepX) (local.get $row)))
        (local.get $stepX) (local.get $stepY) (local.get $lastX) (local.get $lastY)
        (local.get $origin) (local.get $stride) (local.get $columns) (local.get $top))
      (local.set $row (f64.add (local.get $row) (f64.const 1)))
      (call $sample
        (f64.sub (local.get $x) (f64.mul (local.get $stepY) (local.get $row)))
        (f64.add (local.get $y) (f64.mul (local.get $stepX) (local.get $row)))
        (local.get $stepX) (local.get $stepY) (local.get $lastX) (local.get $lastY)
        (local.get $origin) (local.get $stride) (local.get $columns) (local.get $bottom))
      (local.set $row (f64.add (local.get $row) (f64.const 1)))
      (call $halve (local.get $top) (local.get $bottom) (local.get $columns) (local.get $into))
      (local.set $into
        (i32.add (local.get $into) (i32.mul (i32.shr_u (local.get $columns) (i32.const 1)) (i32.const 3))))
      (br_if $lines (local.tee $rows (i32.sub (local.get $rows) (i32.const 2))))))

  ;; The mean of two blends of two rows each, eight bytes at a time: 128 times as much, as 16 bits. Weights of the second rows
  ;; are 0 to 256.
  (func (export "blend")
    (param $a i32) (param $b i32) (param $second i32)
    (param $c i32) (param $d i32) (param $fourth i32)
    (param $bytes i32) (param $into i32)
    (local $ofA v128) (local $ofB v128) (local $ofC v128) (local $ofD v128)
    (local.set $ofB (i16x8.splat (local.get $second)))
    (local.set $ofA (i16x8.splat (i32.sub (i32.const 256) (local.get $second))))
    (local.set $ofD (i16x8.splat (local.get $fourth)))
    (local.set $ofC (i16x8.splat (i32.sub (i32.const 256) (local.get $fourth))))
    (loop $eights
      (v128.store
        (local.get $into)
        (i16x8.shr_u
          (i16x8.avgr_u
            (i16x8.add
              (i16x8.mul (v128.load8x8_u (local.get $a)) (local.get $ofA))
              (i16x8.mul (v128.load8x8_u (local.get $b)) (local.get $ofB)))
            (i16x8.add
              (i16x8.mul (v128.load8x8_u (local.get $c)) (local.get $ofC))
              (i16x8.mul (v128.load8x8_u (local.get $d)) (local.get $ofD))))
          (i32.const 1)))
      (local.set $a (i32.add (local.get $a) (i32.const 8)))
      (local.set $b (i32.add (local.get $b) (i32.const 8)))
      (local.set $c (i32.add (local.get $c) (i32.const 8)))
      (local.set $d (i32.add (local.get $d) (i32.const 8)))
      (local.set $into (i32.add (local.get $into) (i32.const 16)))
      (br_if $eights
        (i32.gt_s (local.tee $bytes (i32.sub (local.get $bytes) (i32.const 8))) (i32.const 0)))))

  ;; Each pixel the mean of two neighbouring samples of a row that `blend` made.
  (func (export "average")
    (param $x f64) (param $step f64) ;; where the first sample lies, and from one to the next
    (param $last f64) ;; the picture's last column
    (param $origin i32) ;; where column 0 would be
    (param $columns i32) (param $into i32)
    (local $at i64) (local $by i64) (local $end i64) (local $in i64) (local $weight i32)
    (local $sum v128)
    (local.set $at (i64.trunc_sat_f64_s (f64.mul (local.get $x) (f64.const 4294967296))))
    (local.set $by (i64.trunc_sat_f64_s (f64.mul (local.get $step) (f64.const 4294967296))))
    (local.set $end (i64.trunc_sat_f64_s (f64.mul (local.get $last) (f64.const 4294967296))))
    (loop $pixels
      (local.set $in
        (select (local.get $at) (i64.const 0) (i64.gt_s (local.get $at) (i64.const 0))))
      (local.set $in
        (select (local.get $in) (local.get $end) (i64.lt_s (local.get $in) (local.get $end))))
      (local.set $weight
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $in) (i64.const 18))) (i32.const 16383)))
      (local.set $sum
        (i32x4.dot_i16x8_s
            (i8x16.shuffle 0 1 6 7 2 3 8 9 4 5 10 11 16 17 16 17
              (v128.load
                (i32.add
                  (local.get $origin)
                  (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $in) (i64.const 32))) (i32.const 6))))
              (v128.const i64x2 0 0))
            (i32x4.splat
              (i32.add (i32.mul (local.get $weight) (i32.const 65535)) (i32.const 16384)))))
      (local.set $at (i64.add (local.get $at) (local.get $by)))
      (local.set $in
        (select (local.get $at) (i64.const 0) (i64.gt_s (local.get $at) (i64.const 0))))
      (local.set $in
        (select (local.get $in) (local.get $end) (i64.lt_s (local.get $in) (local.get $end))))
      (local.set $weight
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $in) (i64.const 18))) (i32.const 16383)))
      (local.set $sum
        (i32x4.add
          (local.get $sum)
          (i32x4.dot_i16x8_s
            (i8x16.shuffle 0 1 6 7 2 3 8 9 4 5 10 11 16 17 16 17
              (v128.load
                (i32.add
                  (local.get $origin)
                  (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $in) (i64.const 32))) (i32.const 6))))
              (v128.const i64x2 0 0))
            (i32x4.splat
              (i32.add (i32.mul (local.get $weight) (i32.const 65535)) (i32.const 16384))))))
      (local.set $at (i64.add (local.get $at) (local.get $by)))
      (local.set $sum
        (i32x4.shr_u
          (i32x4.add (local.get $sum) (i32x4.splat (i32.const 2097152)))
          (i32.const 22)))
      (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
      (v128.store32_lane 0
        (local.get $into)
        (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
      (local.set $into (i32.add (local.get $into) (i32.const 3)))
      (br_if $pixels (local.tee $columns (i32.sub (local.get $columns) (i32.const 1))))))

  ;; Two rows become one of half as many pixels, each the mean of four, a half rounded up.
  (func $halve (export "halve")
    (param $top i32) (param $bottom i32) (param $columns i32) (param $into i32)
    (local $sums v128) (local $pairs v128) (local $end i32)
    ;; Each colour of a pixel beside that of the next one; 255 gives a zero.
    (local.set $pairs (v128.const i8x16 0 3 1 4 2 5 6 9 7 10 8 11 255 255 255 255))
    (local.set $end (i32.add (local.get $top) (i32.mul (local.get $columns) (i32.const 3))))
    (loop $fours
      (local.set $sums
        (i16x8.shr_u
          (i16x8.add
            (i16x8.add
              (i16x8.extadd_pairwise_i8x16_u
                (i8x16.swizzle (v128.load (local.get $top)) (local.get $pairs)))
              (i16x8.extadd_pairwise_i8x16_u
                (i8x16.swizzle (v128.load (local.get $bottom)) (local.get $pairs))))
            (i16x8.splat (i32.const 2)))
          (i32.const 2)))
      (v128.store64_lane 0
        (local.get $into)
        (i8x16.narrow_i16x8_u (local.get $sums) (local.get $sums)))
      (local.set $into (i32.add (local.get $into) (i32.const 6)))
      (local.set $bottom (i32.add (local.get $bottom) (i32.const 12)))
      (br_if $fours
        (i32.lt_u (local.tee $top (i32.add (local.get $top) (i32.const 12))) (local.get $end))))))
