;; What resampling does with rows of pixels of three bytes. Everything may read four bytes beyond a row and write two.
(module
  (memory (export "memory") 1)

  ;; One bilinear sample for each pixel of a row: places in double precision, colours in single. Beyond the border the nearest
  ;; pixel counts.
  (func (export "sample")
    (param $x f64) (param $y f64) ;; where the first one lies
    (param $stepX f64) (param $stepY f64) ;; from one to the next
    (param $lastX f64) (param $lastY f64) ;; the picture's last pixel
    (param $origin i32) ;; where pixel (0, 0) would be: only what is sampled need be there
    (param $stride i32) (param $columns i32) (param $into i32)
    (local $at v128) (local $step v128) (local $last v128)
    (local $inside v128) (local $whole v128) (local $part v128) (local $rest v128)
    (local $above i32) (local $below i32)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128)
    (local $wp v128) (local $wq v128) (local $wr v128) (local $ws v128)
    (local $mixed v128)
    (local.set $at (f64x2.replace_lane 1 (f64x2.splat (local.get $x)) (local.get $y)))
    (local.set $step (f64x2.replace_lane 1 (f64x2.splat (local.get $stepX)) (local.get $stepY)))
    (local.set $last (f64x2.replace_lane 1 (f64x2.splat (local.get $lastX)) (local.get $lastY)))
    (loop $pixels
      (local.set $inside
        (f64x2.pmax
          (f64x2.splat (f64.const 0))
          (f64x2.pmin (local.get $last) (local.get $at))))
      (local.set $whole (f64x2.floor (local.get $inside)))
      (local.set $part (f64x2.sub (local.get $inside) (local.get $whole)))
      (local.set $whole (i32x4.trunc_sat_f64x2_s_zero (local.get $whole)))
      (local.set $above
        (i32.add
          (local.get $origin)
          (i32.add
            (i32.mul (i32x4.extract_lane 1 (local.get $whole)) (local.get $stride))
            (i32.mul (i32x4.extract_lane 0 (local.get $whole)) (i32.const 3)))))
      (local.set $below (i32.add (local.get $above) (local.get $stride)))
      (local.set $part (f32x4.demote_f64x2_zero (local.get $part)))
      (local.set $rest (f32x4.sub (f32x4.splat (f32.const 1)) (local.get $part)))
      (local.set $wp
        (f32x4.splat
          (f32.mul
            (f32x4.extract_lane 0 (local.get $rest))
            (f32x4.extract_lane 1 (local.get $rest)))))
      (local.set $wq
        (f32x4.splat
          (f32.mul
            (f32x4.extract_lane 0 (local.get $part))
            (f32x4.extract_lane 1 (local.get $rest)))))
      (local.set $wr
        (f32x4.splat
          (f32.mul
            (f32x4.extract_lane 0 (local.get $rest))
            (f32x4.extract_lane 1 (local.get $part)))))
      (local.set $ws
        (f32x4.splat
          (f32.mul
            (f32x4.extract_lane 0 (local.get $part))
            (f32x4.extract_lane 1 (local.get $part)))))
      (local.set $p
        (i32x4.extend_low_i16x8_u
          (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $above)))))
      (local.set $q
        (i32x4.extend_low_i16x8_u
          (i16x8.extend_low_i8x16_u (v128.load32_zero offset=3 (local.get $above)))))
      (local.set $r
        (i32x4.extend_low_i16x8_u
          (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $below)))))
      (local.set $s
        (i32x4.extend_low_i16x8_u
          (i16x8.extend_low_i8x16_u (v128.load32_zero offset=3 (local.get $below)))))
      ;; Rounded, and to bytes: the fourth is the next pixel's.
      (local.set $mixed
        (i32x4.trunc_sat_f32x4_s
          (f32x4.add
            (f32x4.add
              (f32x4.add
                (f32x4.mul (f32x4.convert_i32x4_s (local.get $p)) (local.get $wp))
                (f32x4.mul (f32x4.convert_i32x4_s (local.get $q)) (local.get $wq)))
              (f32x4.add
                (f32x4.mul (f32x4.convert_i32x4_s (local.get $r)) (local.get $wr))
                (f32x4.mul (f32x4.convert_i32x4_s (local.get $s)) (local.get $ws))))
            (f32x4.splat (f32.const 0.5)))))
      (local.set $mixed (i16x8.narrow_i32x4_s (local.get $mixed) (local.get $mixed)))
      (v128.store32_lane 0
        (local.get $into)
        (i8x16.narrow_i16x8_u (local.get $mixed) (local.get $mixed)))
      (local.set $into (i32.add (local.get $into) (i32.const 3)))
      (local.set $at (f64x2.add (local.get $at) (local.get $step)))
      (br_if $pixels (local.tee $columns (i32.sub (local.get $columns) (i32.const 1))))))

  ;; Two rows become one of half as many pixels, each the mean of four, a half rounded up.
  (func (export "halve")
    (param $top i32) (param $bottom i32) (param $columns i32) (param $into i32)
    (local $upper v128) (local $lower v128) (local $low v128) (local $high v128) (local $end i32)
    (local.set $end (i32.add (local.get $top) (i32.mul (local.get $columns) (i32.const 3))))
    (loop $fours
      (local.set $upper (v128.load (local.get $top)))
      (local.set $lower (v128.load (local.get $bottom)))
      (local.set $low
        (i16x8.add
          (i16x8.extend_low_i8x16_u (local.get $upper))
          (i16x8.extend_low_i8x16_u (local.get $lower))))
      (local.set $high
        (i16x8.add
          (i16x8.extend_high_i8x16_u (local.get $upper))
          (i16x8.extend_high_i8x16_u (local.get $lower))))
      ;; Sums 0 to 2 and 6 to 8, of the first and third column, and those of the second and fourth.
      (local.set $upper
        (i8x16.shuffle 0 1 2 3 4 5 12 13 14 15 16 17 0 0 0 0 (local.get $low) (local.get $high)))
      (local.set $lower
        (i8x16.shuffle 6 7 8 9 10 11 18 19 20 21 22 23 0 0 0 0 (local.get $low) (local.get $high)))
      (local.set $low
        (i16x8.shr_u
          (i16x8.add
            (i16x8.add (local.get $upper) (local.get $lower))
            (i16x8.splat (i32.const 2)))
          (i32.const 2)))
      (v128.store64_lane 0
        (local.get $into)
        (i8x16.narrow_i16x8_u (local.get $low) (local.get $low)))
      (local.set $into (i32.add (local.get $into) (i32.const 6)))
      (local.set $bottom (i32.add (local.get $bottom) (i32.const 12)))
      (br_if $fours
        (i32.lt_u (local.tee $top (i32.add (local.get $top) (i32.const 12))) (local.get $end))))))
