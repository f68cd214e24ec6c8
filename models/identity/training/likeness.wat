;; Products of faces with some people each, and what the faces pull at them: single precision, 16 bytes of a row at a time.
(module
  (memory (export "memory") 1)
  ;; out[l, j] = face l times the person people[l, j]; people below 0 are passed over.
  (func (export "compare")
    (param $list i32) (param $end i32) ;; i32 places of faces, from and to
    (param $width i32) ;; people a face
    (param $line i32) ;; bytes of a row, a multiple of 16, not 0
    (param $faces i32) (param $people i32) (param $prototypes i32)
    (param $out i32) ;; [faces, width]
    (local $face i32) (local $stop i32) (local $entry i32) (local $to i32) (local $last i32) (local $person i32) (local $sum v128)
    (if (i32.ge_u (local.get $list) (local.get $end)) (then (return)))
    (loop $each
      (local.set $face
        (i32.add (local.get $faces) (i32.mul (i32.load (local.get $list)) (local.get $line))))
      (local.set $stop (i32.add (local.get $face) (local.get $line)))
      (local.set $to (i32.shl (i32.mul (i32.load (local.get $list)) (local.get $width)) (i32.const 2)))
      (local.set $entry (i32.add (local.get $people) (local.get $to)))
      (local.set $last (i32.add (local.get $entry) (i32.shl (local.get $width) (i32.const 2))))
      (local.set $to (i32.add (local.get $out) (local.get $to)))
      (loop $likest
        (if (i32.ge_s (i32.load (local.get $entry)) (i32.const 0))
          (then
            (local.set $person
              (i32.add (local.get $prototypes) (i32.mul (i32.load (local.get $entry)) (local.get $line))))
            (local.set $sum (v128.const f32x4 0 0 0 0))
            (loop $numbers
              (local.set $sum
                (f32x4.add
                  (local.get $sum)
                  (f32x4.mul (v128.load (local.get $face)) (v128.load (local.get $person)))))
              (local.set $person (i32.add (local.get $person) (i32.const 16)))
              (br_if $numbers
                (i32.lt_u
                  (local.tee $face (i32.add (local.get $face) (i32.const 16)))
                  (local.get $stop))))
            (local.set $face (i32.sub (local.get $face) (local.get $line)))
            (f32.store
              (local.get $to)
              (f32.add
                (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
                (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))))
        (local.set $to (i32.add (local.get $to) (i32.const 4)))
        (br_if $likest
          (i32.lt_u (local.tee $entry (i32.add (local.get $entry) (i32.const 4))) (local.get $last))))
      (br_if $each
        (i32.lt_u (local.tee $list (i32.add (local.get $list) (i32.const 4))) (local.get $end)))))
  ;; gradient[people[l, j]] += pulls[l, j] * face l; pulls of 0 are passed over.
  (func (export "pull")
    (param $list i32) (param $end i32)
    (param $width i32)
    (param $line i32)
    (param $faces i32) (param $people i32) (param $gradient i32)
    (param $pulls i32)
    (local $face i32) (local $stop i32) (local $entry i32) (local $from i32) (local $last i32) (local $person i32) (local $strength v128)
    (if (i32.ge_u (local.get $list) (local.get $end)) (then (return)))
    (loop $each
      (local.set $face
        (i32.add (local.get $faces) (i32.mul (i32.load (local.get $list)) (local.get $line))))
      (local.set $stop (i32.add (local.get $face) (local.get $line)))
      (local.set $from (i32.shl (i32.mul (i32.load (local.get $list)) (local.get $width)) (i32.const 2)))
      (local.set $entry (i32.add (local.get $people) (local.get $from)))
      (local.set $last (i32.add (local.get $entry) (i32.shl (local.get $width) (i32.const 2))))
      (local.set $from (i32.add (local.get $pulls) (local.get $from)))
      (loop $likest
        (if (f32.ne (f32.load (local.get $from)) (f32.const 0))
          (then
            (local.set $strength (f32x4.splat (f32.load (local.get $from))))
            (local.set $person
              (i32.add (local.get $gradient) (i32.mul (i32.load (local.get $entry)) (local.get $line))))
            (loop $numbers
              (v128.store
                (local.get $person)
                (f32x4.add
                  (v128.load (local.get $person))
                  (f32x4.mul (local.get $strength) (v128.load (local.get $face)))))
              (local.set $person (i32.add (local.get $person) (i32.const 16)))
              (br_if $numbers
                (i32.lt_u
                  (local.tee $face (i32.add (local.get $face) (i32.const 16)))
                  (local.get $stop))))
            (local.set $face (i32.sub (local.get $face) (local.get $line)))))
        (local.set $from (i32.add (local.get $from) (i32.const 4)))
        (br_if $likest
          (i32.lt_u (local.tee $entry (i32.add (local.get $entry) (i32.const 4))) (local.get $last))))
      (br_if $each
        (i32.lt_u (local.tee $list (i32.add (local.get $list) (i32.const 4))) (local.get $end))))))
