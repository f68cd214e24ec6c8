// Sentences about backups, updates, names in files, and the window, in Chinese.
export const window: Readonly<Record<string, string>> = {
  'The notices {0} were not built.': '声明文件 {0} 尚未生成。',
  'Run `npm run build`.': '请运行 `npm run build`。',
  'Run `npm run build`, or begin with photos of your own.': '请运行 `npm run build`，或直接使用自己的照片。',
  'exiftool could not write names into {0}: {1}': 'exiftool 无法将姓名写入 {0}：{1}',
  'Leave --embed out for this photo: then the names are written into a file beside it.':
    '请对此照片省略 --embed：姓名将写入旁边的文件。',
  '{0} holds more XMP than one block, and part of it would be lost in a copy.':
    '{0} 中的 XMP 不止一块，复制时会丢失一部分。',
  '{0} has face regions that were drawn before the photo was cropped, so no names were written.':
    '{0} 含有在裁剪照片之前绘制的人脸区域，因此没有写入姓名。',
  'Remove them with the program that wrote them, then try again.': '请用写入它们的程序将其移除，然后重试。',
  '{0}; or write the names that the library holds alone: --confirmed':
    '{0}；或只写入库中已有的姓名：--confirmed',
  'The window sent a call without a number or a name.': '窗口发送了一个没有编号或名称的调用。',
  'There is no command {0}.': '没有命令 {0}。',
  '{0} received an invalid request.': '{0} 收到了无效的请求。',
  'Another page may not ask for that.': '其他页面不能请求此操作。',
  'Use the window of Facet.': '请使用 Facet 的窗口。',
  'The folder for backups, {0}, does not exist.': '备份文件夹 {0} 不存在。',
  'Connect its drive, or choose another folder.': '请连接其磁盘，或选择其他文件夹。',
  '{0} is in the library itself.': '{0} 位于库内部。',
  'Choose a folder outside it, best on another disk.': '请选择其外部的文件夹，最好在另一块磁盘上。',
  'The backup was cancelled.': '备份已取消。',
  'The backup that was written to {0} reads differently; it was removed.':
    '写入 {0} 的备份读取结果不一致，已将其移除。',
  'Check that disk, or choose a folder on another one.': '请检查该磁盘，或选择其他磁盘上的文件夹。',
  'No folder was chosen for backups.': '尚未选择备份文件夹。',
  'Choose one in Models & settings.': '请在“模型与设置”中选择。',
  'What the update server says of the newest Facet {0}.': '更新服务器关于最新 Facet 的信息{0}。',
  'Nothing was changed. Fetch Facet from where you got it, or wait.':
    '未做任何更改。请从原来的来源获取 Facet，或等待。',
  'The update server cannot be reached: {0}': '无法连接更新服务器：{0}',
  'Try again later.': '请稍后再试。',
};
