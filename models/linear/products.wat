;; Inner products of many rows with many, in double and in single precision: two rows of `a` meet four of `b` at a time, 16
;; bytes of each at once.
(module
  (memory (export "memory") 1)
  (func (export "multiply")
    (param $rows i32) ;; of a, an even number
    (param $columns i32) ;; rows of b, a multiple of four
    (param $line i32) ;; bytes of a row, a multiple of 16, not 0
    (param $a i32) (param $b i32)
    (param $out i32) ;; [rows, columns]
    (local $below i32) (local $column i32) (local $at i32)
    (local $b0 i32) (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $p v128) (local $q v128) (local $v v128)
    (local $s00 v128) (local $s01 v128) (local $s02 v128) (local $s03 v128) (local $s10 v128) (local $s11 v128) (local $s12 v128) (local $s13 v128)
    (loop $pairs
      (local.set $below (i32.add (local.get $out) (i32.shl (local.get $columns) (i32.const 3))))
      (local.set $b0 (local.get $b))
      (local.set $column (i32.const 0))
      (loop $fours
        (local.set $s00 (v128.const f64x2 0 0))
        (local.set $s01 (v128.const f64x2 0 0))
        (local.set $s02 (v128.const f64x2 0 0))
        (local.set $s03 (v128.const f64x2 0 0))
        (local.set $s10 (v128.const f64x2 0 0))
        (local.set $s11 (v128.const f64x2 0 0))
        (local.set $s12 (v128.const f64x2 0 0))
        (local.set $s13 (v128.const f64x2 0 0))
        (local.set $b1 (i32.add (local.get $b0) (local.get $line)))
        (local.set $b2 (i32.add (local.get $b1) (local.get $line)))
        (local.set $b3 (i32.add (local.get $b2) (local.get $line)))
        (local.set $at (i32.const 0))
        (loop $numbers
          (local.set $p (v128.load (i32.add (local.get $a) (local.get $at))))
          (local.set $q (v128.load (i32.add (i32.add (local.get $a) (local.get $line)) (local.get $at))))
          (local.set $v (v128.load (i32.add (local.get $b0) (local.get $at))))
          (local.set $s00 (f64x2.add (local.get $s00) (f64x2.mul (local.get $p) (local.get $v))))
          (local.set $s10 (f64x2.add (local.get $s10) (f64x2.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b1) (local.get $at))))
          (local.set $s01 (f64x2.add (local.get $s01) (f64x2.mul (local.get $p) (local.get $v))))
          (local.set $s11 (f64x2.add (local.get $s11) (f64x2.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b2) (local.get $at))))
          (local.set $s02 (f64x2.add (local.get $s02) (f64x2.mul (local.get $p) (local.get $v))))
          (local.set $s12 (f64x2.add (local.get $s12) (f64x2.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b3) (local.get $at))))
          (local.set $s03 (f64x2.add (local.get $s03) (f64x2.mul (local.get $p) (local.get $v))))
          (local.set $s13 (f64x2.add (local.get $s13) (f64x2.mul (local.get $q) (local.get $v))))
          (br_if $numbers
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $line))))
        (v128.store
          (local.get $out)
          (f64x2.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s00) (local.get $s01))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s00) (local.get $s01))))
        (v128.store offset=16
          (local.get $out)
          (f64x2.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s02) (local.get $s03))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s02) (local.get $s03))))
        (v128.store
          (local.get $below)
          (f64x2.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s10) (local.get $s11))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s10) (local.get $s11))))
        (v128.store offset=16
          (local.get $below)
          (f64x2.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s12) (local.get $s13))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s12) (local.get $s13))))
        (local.set $out (i32.add (local.get $out) (i32.const 32)))
        (local.set $below (i32.add (local.get $below) (i32.const 32)))
        (local.set $b0 (i32.add (local.get $b3) (local.get $line)))
        (br_if $fours
          (i32.lt_u
            (local.tee $column (i32.add (local.get $column) (i32.const 4)))
            (local.get $columns))))
      (local.set $out (local.get $below))
      (local.set $a (i32.add (local.get $a) (i32.shl (local.get $line) (i32.const 1))))
      (br_if $pairs (local.tee $rows (i32.sub (local.get $rows) (i32.const 2))))))
  (func (export "multiplySingle")
    (param $rows i32) ;; of a, an even number
    (param $columns i32) ;; rows of b, a multiple of four
    (param $line i32) ;; bytes of a row, a multiple of 16, not 0
    (param $a i32) (param $b i32)
    (param $out i32) ;; [rows, columns]
    (local $below i32) (local $column i32) (local $at i32)
    (local $b0 i32) (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $p v128) (local $q v128) (local $v v128)
    (local $s00 v128) (local $s01 v128) (local $s02 v128) (local $s03 v128) (local $s10 v128) (local $s11 v128) (local $s12 v128) (local $s13 v128)
    (loop $pairs
      (local.set $below (i32.add (local.get $out) (i32.shl (local.get $columns) (i32.const 2))))
      (local.set $b0 (local.get $b))
      (local.set $column (i32.const 0))
      (loop $fours
        (local.set $s00 (v128.const f32x4 0 0 0 0))
        (local.set $s01 (v128.const f32x4 0 0 0 0))
        (local.set $s02 (v128.const f32x4 0 0 0 0))
        (local.set $s03 (v128.const f32x4 0 0 0 0))
        (local.set $s10 (v128.const f32x4 0 0 0 0))
        (local.set $s11 (v128.const f32x4 0 0 0 0))
        (local.set $s12 (v128.const f32x4 0 0 0 0))
        (local.set $s13 (v128.const f32x4 0 0 0 0))
        (local.set $b1 (i32.add (local.get $b0) (local.get $line)))
        (local.set $b2 (i32.add (local.get $b1) (local.get $line)))
        (local.set $b3 (i32.add (local.get $b2) (local.get $line)))
        (local.set $at (i32.const 0))
        (loop $numbers
          (local.set $p (v128.load (i32.add (local.get $a) (local.get $at))))
          (local.set $q (v128.load (i32.add (i32.add (local.get $a) (local.get $line)) (local.get $at))))
          (local.set $v (v128.load (i32.add (local.get $b0) (local.get $at))))
          (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $p) (local.get $v))))
          (local.set $s10 (f32x4.add (local.get $s10) (f32x4.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b1) (local.get $at))))
          (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $p) (local.get $v))))
          (local.set $s11 (f32x4.add (local.get $s11) (f32x4.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b2) (local.get $at))))
          (local.set $s02 (f32x4.add (local.get $s02) (f32x4.mul (local.get $p) (local.get $v))))
          (local.set $s12 (f32x4.add (local.get $s12) (f32x4.mul (local.get $q) (local.get $v))))
          (local.set $v (v128.load (i32.add (local.get $b3) (local.get $at))))
          (local.set $s03 (f32x4.add (local.get $s03) (f32x4.mul (local.get $p) (local.get $v))))
          (local.set $s13 (f32x4.add (local.get $s13) (f32x4.mul (local.get $q) (local.get $v))))
          (br_if $numbers
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $line))))
        (local.set $p
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s00) (local.get $s01))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s00) (local.get $s01))))
        (local.set $q
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s02) (local.get $s03))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s02) (local.get $s03))))
        (v128.store
          (local.get $out)
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $p) (local.get $q))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $p) (local.get $q))))
        (local.set $p
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s10) (local.get $s11))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s10) (local.get $s11))))
        (local.set $q
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s12) (local.get $s13))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s12) (local.get $s13))))
        (v128.store
          (local.get $below)
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $p) (local.get $q))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $p) (local.get $q))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $below (i32.add (local.get $below) (i32.const 16)))
        (local.set $b0 (i32.add (local.get $b3) (local.get $line)))
        (br_if $fours
          (i32.lt_u
            (local.tee $column (i32.add (local.get $column) (i32.const 4)))
            (local.get $columns))))
      (local.set $out (local.get $below))
      (local.set $a (i32.add (local.get $a) (i32.shl (local.get $line) (i32.const 1))))
      (br_if $pairs (local.tee $rows (i32.sub (local.get $rows) (i32.const 2)))))))
