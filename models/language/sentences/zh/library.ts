// Sentences about the library, in Simplified Chinese.
export const library: Readonly<Record<string, string>> = {
  '{0} is not there any more.': '{0} 已不在。',
  'Check that the disk of the library is connected and that nobody moved the folder.':
    '请检查库所在的磁盘是否已连接，以及文件夹是否被移动。',
  'The disk that holds the library {0} is full.': '存放库 {0} 的磁盘已满。',
  'Free some space and do it again; what was done before is safe.':
    '请腾出空间后重做；之前完成的内容是安全的。',
  'Your quota on the disk that holds the library {0} is used up.': '你在库 {0} 所在磁盘上的配额已用完。',
  'Delete files of yours on that disk or ask for a larger quota, then do it again; what was done before is safe.':
    '请删除该磁盘上你的文件或申请更大的配额，然后重做；之前完成的内容是安全的。',
  'The library {0} is on a disk that can only be read.': '库 {0} 位于只读磁盘上。',
  'Mount the disk for writing; people, faces, identify and reports work without that.':
    '请以可写方式挂载磁盘；查看人物、人脸、识别和报告不受影响。',
  'The disk cannot read or write {0}.': '磁盘无法读写 {0}。',
  'Check the disk, then bring the library back from a backup.': '请检查磁盘，然后从备份恢复库。',
  "The library's folder {0} has gone: it was moved, or its disk was disconnected.":
    '库文件夹 {0} 不见了：它被移动，或所在磁盘已断开。',
  'Bring it back, or start Facet again with the folder where it is now. Nothing was written.':
    '请将其放回原处，或用它现在的位置重新启动 Facet。没有写入任何内容。',
  'The library is open in another Facet: {0}.': '库已在另一个 Facet 中打开：{0}。',
  'Close that one first, or wait until it is done; people, faces and identify work meanwhile.':
    '请先关闭那一个，或等它完成；期间可以查看人物、人脸并识别。',
  'The library was taken over by another Facet, {0}: this change was not written.':
    '库已被另一个 Facet（{0}）接管：此更改没有写入。',
  'Close this Facet, wait until the other one is done, then do it again.':
    '请关闭此 Facet，等另一个完成后再重做。',
  'The library that was chosen, in {0}, is not there.': '所选的库 {0} 不在那里。',
  'Connect the disk that it is on, or name another folder with --library.':
    '请连接它所在的磁盘，或用 --library 指定其他文件夹。',
  'The library folder {0} no longer exists.': '库文件夹 {0} 已不存在。',
  'Bring it back, or start Facet again to begin a new one.': '请将其放回，或重新启动 Facet 以新建一个。',
  'Facet was told its library folder when it was started.': '启动 Facet 时已指定库文件夹。',
  'Start it without --library and FACET_LIBRARY, and choose the folder then.':
    '请不带 --library 和 FACET_LIBRARY 启动，然后再选择文件夹。',
  'Facet is closing.': 'Facet 正在关闭。',
  'The work was cancelled.': '操作已取消。',
  '{0} was cancelled.': '已取消：{0}。',
  'Start it again when you like.': '你可以随时重新开始。',
  'There is nobody called {0} in the library.': '库中没有人叫 {0}。',
  'See who is: facet people': '查看有哪些人：facet people',
  'There is a person called {0} already.': '已经有人叫 {0}。',
  'Choose another name, or make one person of them: facet merge "{0}" --into "{1}"':
    '请换一个名字，或将两人合并：facet merge "{0}" --into "{1}"',
  '{0} has too few faces to be two people.': '{0} 的人脸太少，无法拆成两个人。',
  'Add photos first.': '请先添加照片。',
  '{0} was changed since, so the change before was not taken back.':
    '{0} 之后又有改动，因此没有撤销之前的更改。',
  'Change it by hand.': '请手动修改。',
  "A person's name must not be empty.": '人名不能为空。',
  "A person's name must have at most {0} characters.": '人名最多 {0} 个字符。',
  "A person's name must not have control characters in it.": '人名不能含有控制字符。',
  'Choose another name for the person.': '请为此人换一个名字。',
  "{0} is what a face is called that is nobody's.": '{0} 用来表示不属于任何人的人脸。',
  'Choose another name for the person, or leave the faces without one.':
    '请为此人换一个名字，或让人脸保持未命名。',
  'Choose another name.': '请换一个名字。',
  'A person cannot be merged with themselves.': '不能将一个人与自己合并。',
  'Name two people.': '请指定两个人。',
  'There is no person {0} in the library.': '库中没有人物 {0}。',
  'List the people first.': '请先列出人物。',
  'There is no face {0} in the library.': '库中没有人脸 {0}。',
  'List the faces first.': '请先列出人脸。',
  '"{0}" does not name a face.': '“{0}”不是人脸的编号。',
  'Give the first 6 or more digits of its id, as the list of faces shows it.':
    '请给出其编号的前 6 位或更多位，如人脸列表所示。',
  'More than one face begins with {0}.': '不止一张人脸的编号以 {0} 开头。',
  'Give more digits of its id.': '请给出更多位编号。',
  '"{0}" does not name a photo.': '“{0}”不是照片的编号。',
  'There is no photo {0} in the library.': '库中没有照片 {0}。',
  'See which: facet photos': '查看有哪些照片：facet photos',
  'More than one photo begins with {0}.': '不止一张照片的编号以 {0} 开头。',
  '{0} could not be erased.': '无法删除 {0}。',
  'Close the program that holds it.': '请关闭占用它的程序。',
  'What was deleted is no longer kept.': '已删除的内容不再保留。',
  'Import the photo again.': '请重新导入这张照片。',
  'The film is not read any more.': '视频已不再读取。',
  '{0} is a film without pictures.': '{0} 是没有画面的视频。',
  'Choose another film.': '请选择另一个视频。',
  '{0} is a film of a kind that is decoded here by the program ffmpeg alone, which is not installed.':
    '{0} 这类视频在这里只能由 ffmpeg 程序解码，但尚未安装。',
  'The pictures of {0} ({1}) are decoded here by the program ffmpeg alone, which is not installed.':
    '{0} 的画面（{1}）在这里只能由 ffmpeg 程序解码，但尚未安装。',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the film again.':
    '请安装它（ffmpeg.org，或 Debian 上的 ffmpeg），然后重新导入视频。',
  'There is no checkpoint {0} in the library.': '库中没有检查点 {0}。',
  'List them: facet checkpoints': '列出它们：facet checkpoints',
  'The share of strangers that may be given a name must lie between 0 and 1.':
    '允许被命名的陌生人比例必须在 0 和 1 之间。',
  'Give a number such as 0.01.': '请给出如 0.01 的数字。',
  '{0} has faces by now and stays.': '{0} 现在已有人脸，因此保留。',
  'Remove the person from the list of people.': '请在人物列表中移除此人。',
  '{0} can no longer be read.': '无法再读取 {0}。',
  'Identify it again.': '请重新识别。',
  'The face was not found again in the picture.': '在图片中没有再次找到该人脸。',
  'Choose a larger or sharper picture.': '请选择更大或更清晰的图片。',
  'This checkpoint is in use.': '此检查点正在使用。',
  'Use another one first.': '请先改用另一个。',
  'The photo is no longer in the library.': '照片已不在库中。',
  'Import it again.': '请重新导入。',
  'Nothing was evaluated yet.': '还没有评估过。',
  'Evaluate first.': '请先评估。',
  '{0} was not identified here.': '{0} 没有在这里识别过。',
  'Identify it first.': '请先识别。',
  'Replace it, or choose another name.': '请替换它，或换一个名称。',
  'The export was cancelled.': '导出已取消。',
  '{0} belongs to the library and cannot be read.': '{0} 属于库，但无法读取。',
  'Bring it back from a backup, or delete its faces; then export again.':
    '请从备份恢复，或删除其中的人脸，然后重新导出。',
  '{0} is damaged, or was not written by Facet, or by a newer one.':
    '{0} 已损坏，或不是由 Facet 写入，或来自更新的版本。',
  'Choose a ZIP that Facet wrote.': '请选择由 Facet 写入的 ZIP。',
  'The ZIP has two people of one name.': 'ZIP 中有两个人同名。',
  'The import was cancelled; nothing came in.': '导入已取消；没有导入任何内容。',
  'The ZIP is damaged: {0} does not match its checksum.': 'ZIP 已损坏：{0} 与校验和不符。',
  'Export it again.': '请重新导出。',
  'Other users of this machine can change what is in {0}. {1}': '本机的其他用户可以更改 {0} 中的内容。{1}',
  'Other users of this machine can list what is in {0}. {1}': '本机的其他用户可以列出 {0} 中的内容。{1}',
  'Other users of this machine can take {0} away or put another in its place, as {1} is open to them. {2}':
    '本机的其他用户可以移走 {0} 或用别的内容替换，因为 {1} 对他们开放。{2}',
  "Close it: chmod 700 '{0}'": "关闭方法：chmod 700 '{0}'",
  "Close it: chmod go-w '{0}'": "关闭方法：chmod go-w '{0}'",
};
