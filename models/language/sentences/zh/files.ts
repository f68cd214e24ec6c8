// Sentences about files and photos, in Simplified Chinese.
export const files: Readonly<Record<string, string>> = {
  '{0} may not be read or written.': '没有读写 {0} 的权限。',
  'Check who owns its folder and what the permissions are.': '请检查文件夹的所有者和权限。',
  '{0} is on a disk or a network drive that is not connected any more.': '{0} 所在的磁盘或网络驱动器已断开。',
  'Connect it again, then try again.': '请重新连接后再试。',
  '{0} is in use by another program.': '{0} 正被其他程序使用。',
  'Close that program (it may be a virus scanner or a backup), then try again.':
    '请关闭该程序（可能是杀毒软件或备份程序）后再试。',
  '{0} could not be written: its disk is full.': '无法写入 {0}：磁盘已满。',
  'Free some space on that disk, then try again.': '请在该磁盘上腾出空间后再试。',
  '{0} could not be written: your quota on its disk is used up.': '无法写入 {0}：你在该磁盘上的配额已用完。',
  'Delete files of yours on that disk or ask for a larger quota, then try again.':
    '请删除该磁盘上你的文件或申请更大的配额，然后再试。',
  '{0} could not be written: it is larger than its disk allows a file to be.':
    '无法写入 {0}：超过了磁盘允许的文件大小。',
  'Use a disk with another file system, or raise the limit on file sizes (ulimit -f).':
    '请使用其他文件系统的磁盘，或提高文件大小限制（ulimit -f）。',
  '{0} could not be written: its disk can only be read.': '无法写入 {0}：磁盘是只读的。',
  'Mount the disk for writing, or choose a folder on another disk.':
    '请以可写方式挂载该磁盘，或选择其他磁盘上的文件夹。',
  '{0} could not be opened: Facet has as many files open as it may.':
    '无法打开 {0}：Facet 打开的文件数已达上限。',
  'Try again; if it happens again, raise the limit on open files (ulimit -n).':
    '请重试；如果再次发生，请提高打开文件数的限制（ulimit -n）。',
  '{0} could not be opened: this computer has as many files open as it can.':
    '无法打开 {0}：这台电脑打开的文件数已达上限。',
  'Close other programs, then try again.': '请关闭其他程序后再试。',
  '{0} has a longer name or path than its disk allows.': '{0} 的名称或路径超过了磁盘允许的长度。',
  'Use a shorter name, or a folder with a shorter path.': '请使用更短的名称或路径更短的文件夹。',
  '{0} is or goes through a symbolic link that cannot be followed.':
    '{0} 是无法解析的符号链接，或经过这样的链接。',
  'Name the file or folder that the link is meant to lead to.': '请指定该链接应指向的文件或文件夹。',
  '{0} does not exist.': '{0} 不存在。',
  'Check the path.': '请检查路径。',
  '{0} does not exist: a part of its path is a file, not a folder.':
    '{0} 不存在：路径中有一部分是文件而不是文件夹。',
  '{0} is a folder, not a file.': '{0} 是文件夹，不是文件。',
  'Name a file.': '请指定一个文件。',
  '{0} is there already.': '{0} 已存在。',
  'Choose another name, or remove it first.': '请换一个名称，或先将其移除。',
  '{0} is a folder with other files in it.': '{0} 是一个含有其他文件的文件夹。',
  'Choose another folder.': '请选择其他文件夹。',
  '{0} could not be read or written: its disk reports an error.': '无法读写 {0}：磁盘报告错误。',
  'Check the disk, and copy what is on it to another one.': '请检查磁盘，并将其内容复制到其他磁盘。',
  '{0} could not be read or written: there is not enough free memory.': '无法读写 {0}：可用内存不足。',
  'The folder of {0} does not exist.': '{0} 所在的文件夹不存在。',
  'Make it first.': '请先创建它。',
  '{0} is empty.': '{0} 是空文件。',
  'Copy it again from where it came from.': '请从原处重新复制。',
  '{0} is not a file.': '{0} 不是文件。',
  'Name a photo, or a folder of photos where folders are taken.':
    '请指定一张照片；可用文件夹时也可指定照片文件夹。',
  '{0} is {1}, not a photo.': '{0} 是 {1}，不是照片。',
  'Export it as JPEG or PNG first.': '请先将其导出为 JPEG 或 PNG。',
  '{0} is larger than {1} MB.': '{0} 超过 {1} MB。',
  'Make a smaller copy of it.': '请制作一个较小的副本。',
  '{0} has {1} x {2} pixels, more than the limit of {3} megapixels.':
    '{0} 有 {1} x {2} 像素，超过 {3} 百万像素的上限。',
  '{0} is a raw photo without a preview that is large enough to find faces in.':
    '{0} 是 RAW 照片，其预览图太小，无法查找人脸。',
  'Develop it as JPEG first.': '请先将其转换为 JPEG。',
  '{0} is a {1} photo that is damaged or cut short ({2}).': '{0} 是已损坏或不完整的 {1} 照片（{2}）。',
  '{0} takes too long to decode.': '解码 {0} 耗时过长。',
  '{0} is too large for the free memory.': '{0} 太大，可用内存不足。',
  'Close other programs, or make a smaller copy.': '请关闭其他程序，或制作较小的副本。',
  '{0} is damaged or cut short ({1}).': '{0} 已损坏或不完整（{1}）。',
  '{0} is not an image, or of a kind that cannot be read.': '{0} 不是图片，或格式无法读取。',
  'Convert it to JPEG or PNG.': '请将其转换为 JPEG 或 PNG。',
  '{0} may not be read.': '没有读取 {0} 的权限。',
  'Give yourself the right to read it.': '请为自己授予读取权限。',
  '{0} is too long a path.': '{0} 的路径太长。',
  '{0} is a link to itself.': '{0} 是指向自身的链接。',
  '{0} is not a valid path.': '{0} 不是有效的路径。',
  '{0} cannot be read from the disk.': '无法从磁盘读取 {0}。',
  'Check the disk, then copy the photo again.': '请检查磁盘，然后重新复制照片。',
  'No face was found in {0}.': '在 {0} 中没有找到人脸。',
  'Choose a photo that shows the face larger or more clearly.': '请选择人脸更大或更清晰的照片。',
  'Choose a photo in which the face is larger.': '请选择人脸更大的照片。',
  'A face in {0} has a quality of {1}: it is kept and not learned from.':
    '{0} 中有一张人脸质量为 {1}：会保留，但不用于学习。',
  'Import a sharper or larger photo of the person.': '请导入此人更清晰或更大的照片。',
  '{0} is not a folder.': '{0} 不是文件夹。',
  'Name a folder with one sub-folder per person.': '请指定每人一个子文件夹的文件夹。',
  "{0} is a library of Facet, not a folder of people's photos.": '{0} 是 Facet 的库，不是人物照片文件夹。',
  "{0} lies in no person's folder.": '{0} 不在任何人物的文件夹中。',
  'Move it into the folder of the person.': '请将其移到该人物的文件夹中。',
  "{0} lies in the folder {1}, which hardly is a person's name.": '{0} 位于文件夹 {1} 中，这不像是人名。',
  'If it is one, accept it; otherwise import its photos without a name.':
    '如果是人名，请接受；否则请不带名字导入照片。',
  'copies and data of a photo application': '照片应用的副本和数据',
  '{0} holds XMP that cannot be read, so no names were written.':
    '{0} 含有无法读取的 XMP，因此没有写入名字。',
  'Mend or remove it, then try again.': '请修复或移除后再试。',
};
