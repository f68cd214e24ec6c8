// Sentences about commands, and other programs that photos come from, in Simplified Chinese.
export const commands: Readonly<Record<string, string>> = {
  'See which there are: facet models list': '查看有哪些：facet models list',
  'There is no encoder {0}.': '没有编码器 {0}。',
  'Leave it out, and go back to the checkpoint before.': '请去掉它，并回到上一个检查点。',
  'Leave it out, or compare: facet finetune --method auto':
    '请去掉它，或进行比较：facet finetune --method auto',
  'Leave them out, or train it: facet finetune --method projector':
    '请去掉它们，或训练投影：facet finetune --method projector',
  'Name another method: text, projector or full.': '请指定其他方法：text、projector 或 full。',
  'Name the method: head, gda, proker, text, projector or full.':
    '请指定方法：head、gda、proker、text、projector 或 full。',
  'A face network is done in a second: check that the file is whole and the preset is the right one.':
    '人脸网络一秒内即可完成：请检查文件是否完整、预设是否正确。',
  'Connect its drive again, or import the folder where it is now with --in-place.':
    '请重新连接其驱动器，或用 --in-place 导入它现在所在的文件夹。',
  'Import {0} again, or bring {1} back from a backup.': '请重新导入 {0}，或从备份恢复 {1}。',
  'Import {0} again: that puts back the photo with its crops.': '请重新导入 {0}：这样会恢复照片及其裁剪图。',
  'The crop cannot be cut again: its photo {0} is missing or damaged.':
    '无法重新裁剪：照片 {0} 缺失或已损坏。',
  'The original {0} of {1} is missing or damaged, and the library has no whole copy of it.':
    '{1} 的原始文件 {0} 缺失或已损坏，库中没有完整的副本。',
  'The photo {0} is kept in place, and is not at {1} any more, or was changed.':
    '照片 {0} 保存在原处，但已不在 {1}，或已被修改。',
  'Connect its drive, or import its folder again with --in-place; then export again.':
    '请连接其驱动器，或用 --in-place 重新导入其文件夹；然后重新导出。',
  '{0} is kept in place, and is not there any more, or was changed.':
    '{0} 保存在原处，但已不在，或已被修改。',
  'The engine was given something that is not a model.': '引擎收到的不是模型。',
  'Leave the device to Facet: --device auto': '让 Facet 选择设备：--device auto',
  '{0} cannot be run as was asked. {1}.': '{0} 无法按要求运行。{1}。',
  'Add or fetch the model again.': '请重新添加或下载模型。',
  'Fetch the model again.': '请重新下载模型。',
  'ONNX Runtime refuses {0}: {1}.': 'ONNX Runtime 拒绝了 {0}：{1}。',
  'Run facet finetune again.': '请重新运行 facet finetune。',
  'Use another model.': '请使用其他模型。',
  '{0} cannot be used as a face encoder: {1}.': '{0} 不能用作人脸编码器：{1}。',
  '{0} cannot be used as a quality network: {1}.': '{0} 不能用作质量网络：{1}。',
  'Faces are rated by their pixels, as the quality network {0} cannot be used: {1}':
    '人脸将按像素评分，因为质量网络 {0} 无法使用：{1}',
  'That cannot be the range of a quality network: {0}.': '这不能是质量网络的取值范围：{0}。',
  'Give --range its answers to a useless face and to the best one, as in --range 0,1.':
    '请用 --range 给出它对无用人脸与最佳人脸的输出，例如 --range 0,1。',
  '{0} failed on a picture: {1}.': '{0} 处理图片失败：{1}。',
  '{0} is not a file of finetuned weights.': '{0} 不是训练权重文件。',
  'Start it again.': '请重新启动。',
  '{0} cannot be used: {1}.': '{0} 无法使用：{1}。',
  'Films are decoded by the program ffmpeg, which is not installed.': '视频由 ffmpeg 程序解码，但尚未安装。',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the films again.':
    '请安装它（ffmpeg.org，或 Debian 上的 ffmpeg），然后重新导入视频。',
  'Name a method: facet finetune --method head': '请指定方法：facet finetune --method head',
  'Import more photos, or learn without comparing: facet finetune --method head':
    '请导入更多照片，或不比较直接训练：facet finetune --method head',
  'Name a new folder, or an empty one.': '请指定一个新的或空的文件夹。',
  '{0} has files in it.': '{0} 中有文件。',
  'A face that was drawn in {0} has no eyes, nose and mouth that were found: it is kept and not learned from.':
    '在 {0} 中画出的人脸里没有找到眼、鼻和嘴：会保留，但不用于学习。',
  'Give that face the name.': '请给那张人脸命名。',
  'Leave it so, or draw its box anew, closer around the face.': '保持不变，或重新画一个更贴近人脸的方框。',
  'The box is around a face of {0} that the library has: {1}, {2}.': '方框中的 {0} 人脸已在库中：{1}，{2}。',
  'The box is no face’s in {0}: of it lie less than {1} by {2} pixels in the photo.':
    '方框在 {0} 中不是人脸：落在照片内的部分不足 {1} x {2} 像素。',
  'The photo has {0} by {1} pixels, upright; give left, top, width and height in them.':
    '照片转正后为 {0} x {1} 像素；请据此给出左、上、宽、高。',
  'Give one above 0 and up to 1.': '请给出大于 0 且不超过 1 的值。',
  'The WiSE-FT weight must be above 0 and at most 1, not {0}.':
    'WiSE-FT 权重必须大于 0 且不超过 1，而不是 {0}。',
  'Make a cohort: facet cohort add FOLDER --encoder {0}':
    '请创建参照人群：facet cohort add FOLDER --encoder {0}',
  'The checkpoint in use does not know what strangers score: its threshold cannot be set anew.':
    '使用中的检查点不知道陌生人的得分：无法重新设定阈值。',
  'Connect its drive, or say where it is: --folder DIR.': '请连接其驱动器，或说明它在哪里：--folder DIR。',
  'Let digiKam look for moved photos, then import again.': '请让 digiKam 查找移动过的照片，然后重新导入。',
  'Name a folder.': '请指定一个文件夹。',
  'Name people in Immich first.': '请先在 Immich 中为人物命名。',
  'Name people in digiKam first, or import the photos as files.':
    '请先在 digiKam 中为人物命名，或将照片作为文件导入。',
  'Name the folder that your photos came from; a library itself is opened with --library.':
    '请指定照片来源的文件夹；库本身用 --library 打开。',
  'Nobody on {0} has a name.': '{0} 上没有人有名字。',
  'Nobody on {0} is called {1}.': '{0} 上没有人叫 {1}。',
  'Write the name as Immich has it.': '请按 Immich 中的写法输入名字。',
  '{0} is in digiKam’s database and not on the disk.': '{0} 在 digiKam 数据库中，但不在磁盘上。',
  '{0} is not followed.': '没有跟踪 {0}。',
  'Follow it first.': '请先跟踪它。',
  'The person whose photos lie in {0} is no longer in the library.': '照片位于 {0} 的那个人物已不在库中。',
  'Follow the folder no longer, or follow it again for somebody else.':
    '请不再跟踪此文件夹，或为其他人重新跟踪。',
  '{0} cannot be read: it is not a list of followed folders.': '无法读取 {0}：它不是跟踪文件夹的列表。',
  'Remove it, and follow the folders again.': '请删除它，再重新跟踪文件夹。',
  '{0} is not a folder: only folders can be followed.': '{0} 不是文件夹：只能跟踪文件夹。',
  '{0} knows no faces and no people.': '{0} 中没有人脸，也没有人物。',
  '{0} lies in digiKam’s collection {1}, which was not found.':
    '{0} 位于 digiKam 的相册集 {1} 中，但没有找到该相册集。',
  'Measure again: facet benchmark, or facet evaluate.': '请重新测量：facet benchmark 或 facet evaluate。',
  'Name the file that was written.': '请指定写出的文件。',
  'Update Facet.': '请更新 Facet。',
  '{0} is not valid JSON.': '{0} 不是有效的 JSON。',
  '{0} was written by a newer Facet.': '{0} 由更新的 Facet 写入。',
  'Leave it as it is.': '保持不变即可。',
  'Write year, month and day: 1815-12-10.': '请写明年月日：1815-12-10。',
  '{0} is a person of their own already.': '{0} 已经是单独的人物。',
  '{0} is yet to come.': '{0} 还没有到。',
  'Write the day of birth: 1815-12-10.': '请写出生日期：1815-12-10。',
  '{0} is not a day.': '{0} 不是日期。',
  'Open it for writing first.': '请先以可写方式打开。',
  'The library {0} was opened for reading: nothing in it can be changed.':
    '库 {0} 以只读方式打开：无法更改其中的内容。',
  'Name the file digikam4.db, which lies where digiKam’s settings say; close digiKam while it is read.':
    '请指定 digikam4.db 文件，其位置见 digiKam 设置；读取时请关闭 digiKam。',
  'The import was cancelled.': '导入已取消。',
  'Install it (exiftool.org, or libimage-exiftool-perl on Debian), or leave --embed out.':
    '请安装它（exiftool.org，或 Debian 上的 libimage-exiftool-perl），或去掉 --embed。',
  'Names are written into copies by the program exiftool, which is not installed.':
    '将名字写入副本需要 exiftool 程序，但尚未安装。',
  'Check the address and the connection.': '请检查地址和网络连接。',
  'Immich on {0} needs an API key, and none was given.': '{0} 上的 Immich 需要 API 密钥，但没有提供。',
  'Leave this photo out.': '请跳过这张照片。',
  'The API key has characters that no key has.': 'API 密钥含有无效字符。',
  'Write it as in the browser, from https on.': '请按浏览器中的写法填写，从 https 开始。',
  '{0} does not answer as Immich does.': '{0} 的应答不像 Immich。',
  '{0} is not the address of a server.': '{0} 不是服务器地址。',
  'Leave it out.': '请跳过它。',
  'Leave --embed out: then the names are written into a file beside it.':
    '请去掉 --embed：名字会写入旁边的文件。',
  '{0} is not of a photo that can be read.': '{0} 不属于可读取的照片。',
  'The built-in model {0} has not been made.': '内置模型 {0} 尚未生成。',
  'Nothing is known of what {0} expects.': '不清楚 {0} 的输入要求。',
  'Say it with --preset: {0}.': '请用 --preset 说明：{0}。',
  'There is no preset called {0}.': '没有名为 {0} 的预设。',
  'Presets: {0}.': '预设：{0}。',
  'The catalogue has no model called {0}.': '目录中没有名为 {0} 的模型。',
  'It has: {0}': '其中有：{0}',
  '{0} is not in {1}.': '{0} 不在 {1} 中。',
  'Checksum mismatch: {0} is not the {1} that Facet expects.': '校验和不符：{0} 不是 Facet 所需的 {1}。',
  'Move it elsewhere, then try again.': '请将其移到别处后再试。',
  'Wait for it to end.': '请等待它结束。',
  '{0} is not a file that Facet made.': '{0} 不是由 Facet 生成的文件。',
  'Check that it is the right file.': '请检查文件是否正确。',
  'Reload the window.': '请重新加载窗口。',
  'On this system the command line cannot tell whether the machine runs on battery.':
    '在此系统上，命令行无法得知电脑是否使用电池。',
  'Leave --pause-on-battery out, or use the window, which can.':
    '请去掉 --pause-on-battery，或使用能够得知的窗口。',
};
