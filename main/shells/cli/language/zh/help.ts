// The help texts of the command line, in Simplified Chinese.
import { exitCodes, opening } from '../../introduction.ts';

export const help: Readonly<Record<string, string>> = {
  [opening]: `每个人只需几张照片，Facet 就能学会辨认，然后为新照片中的人脸命名。
一切都在本机进行：照片、名字和特征向量都不会离开这台电脑，除非你通过自己的服务器共享人物（facet gallery）。
没有给它看过的人始终显示为“未知”。

第一步：`,
  [exitCodes]: `
退出码：0 完成；1 完成，但跳过了一些文件；2 用法错误；3 失败。
查看命令的帮助：facet 命令 --help`,
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
  'Example:': '示例：',
  'Examples:': '示例：',
  'print JSON: {0}': '输出 JSON：{0}',
  'print the version': '显示版本',
  'print this help': '显示此帮助',
  "the language of what is said: en, de, es or zh (default: FACET_LANGUAGE, or the system's)":
    '输出语言：en、de、es 或 zh（默认：FACET_LANGUAGE，否则为系统语言）',
  'the library folder (default: FACET_LIBRARY, or the one chosen in the window, or Facet in your pictures folder)':
    '库文件夹（默认：FACET_LIBRARY，或窗口中选择的文件夹，或图片文件夹中的 Facet）',
  'Bring photos into the library and find the faces in them': '将照片导入库并查找其中的人脸',
  'whose photos they are': '照片属于谁',
  'a folder with one sub-folder per person': '每人一个子文件夹的文件夹',
  'tree: sub-folders that are people’s although their names hardly look it':
    'tree：虽不像人名但确属某人的子文件夹',
  'a name that differs by case, an invisible character or a look-alike is somebody else':
    '大小写、不可见字符或形近字符不同的名字视为另一个人',
  'keep the photos where they are instead of copying them': '照片留在原处，不复制',
  'go on: import what comes into the folders or changes in them, until Ctrl-C':
    '持续导入文件夹中新增或改动的内容，直到按 Ctrl-C',
  'which model finds the faces (default: blazeface)': '用哪个模型查找人脸（默认：blazeface）',
  'all, or large ones alone': '所有人脸，或仅较大的',
  'width of the smallest face (default: 2.5% of the short side, at least 16 and at most 40)':
    '最小人脸的宽度（默认：短边的 2.5%，16 至 40）',
  'photos of one person': '同一个人的照片',
  'a folder with one sub-folder per person, named after them': '每人一个以其姓名命名的子文件夹',
  'photos stay in the folder, which is followed until Ctrl-C': '照片留在文件夹中，持续跟踪直到按 Ctrl-C',
  'List the people in the library': '列出库中的人物',
  'everybody, with the number of photos and faces': '所有人，以及照片和人脸的数量',
  'Erase a person: photos, crops and embeddings': '抹去一个人：照片、裁剪图和特征向量',
  'whom to erase': '要抹去的人',
  'erase the checkpoints that know the person, too': '同时抹去认识此人的检查点',
  'do not ask': '不询问',
  'erases her after asking': '询问后抹去她',
  'and every checkpoint that knows her': '以及所有认识她的检查点',
  'List the faces in the library': '列出库中的人脸',
  'only faces that belong to nobody': '仅不属于任何人的人脸',
  'only faces that are ignored': '仅已忽略的人脸',
  'faces in group photos that nobody owns yet': '合影中还不属于任何人的人脸',
  'Say whose faces these are': '说明这些人脸是谁的',
  'whose they are; made if there is nobody of that name': '属于谁；没有此人时会新建',
  'two faces of a group photo become hers': '合影中的两张人脸归她',
  'Give a person another name': '给一个人改名',
  'checkpoints go on knowing her, by the new name': '检查点会以新名字继续认识她',
  'Give all faces of one person to another': '将一个人的所有人脸归给另一个人',
  'who stays': '保留的人',
  'two entries of one person become one': '同一个人的两个条目合为一个',
  'Find the faces of a person that are another’s': '找出一个人名下属于别人的人脸',
  'lists the faces that look least like the others': '列出与其他人脸最不相似的人脸',
  'gives them to somebody else': '将它们归给另一个人',
  'Say whose faces these are not': '说明这些人脸不是谁的',
  'whose they are not': '不属于谁',
  'this is not her': '这不是她',
  'Leave faces of strangers alone': '忽略陌生人的人脸',
  'all faces of this person': '此人的所有人脸',
  'do not ignore them any more': '不再忽略',
  'two passers-by': '两个路人',
  'all faces of a person, who is left without any': '一个人的所有人脸，此人不再有人脸',
  'asked about again': '重新询问',
  'Take back the last change that was made on the command line': '撤销命令行上的最后一次更改',
  'and once more for the change before': '再来一次可撤销更早的更改',
  'Write and take in libraries as ZIP files': '将库写成 ZIP 文件或读入 ZIP',
  'Write the library, or one person of it, as a ZIP': '将库或其中一个人写成 ZIP',
  'only this person': '仅此人',
  'in place of a file that is there': '替换已有的文件',
  everybody: '所有人',
  'her photos and faces alone': '仅她的照片和人脸',
  'Write a backup of the library, and remove the oldest ones': '写入库的备份，并移除最旧的备份',
  'how many backups of this library stay in the folder': '文件夹中保留此库的多少个备份',
  'keeps the newest seven': '保留最新的七个',
  'for a timer that runs it every night': '供每晚运行的定时任务使用',
  'the library as it was': '恢复原来的库',
  'A ZIP with a name of its own: people, photos, faces and what was decided about them. It is read again before it counts. The folder must exist; a drive that is not connected is said. `facet zip in` takes a backup in, into an empty library or beside what is there.':
    '一个有独立名称的 ZIP：人物、照片、人脸以及对它们所做的决定。写入后会重新读取核对才算数。文件夹必须存在；如果磁盘未连接，会给出提示。`facet zip in` 可以导入备份，导入到空库或与现有内容合并。',
  'Take in a ZIP that Facet wrote': '读入由 Facet 写入的 ZIP',
  'adds its people to the library': '将其中的人物加入库',
  'Learn the people in the library': '学习库中的人物',
  'which model looks at the faces, or several as one, a+b (default: duo; of text, projector and full: starter; of auto: every one here)':
    '用哪个模型分析人脸，或多个合为一个，a+b（默认：duo；text、projector 和 full 时为 starter；auto 时为本机所有模型）',
  'seed of everything random (default: 0)': '随机种子（默认：0）',
  'share of strangers that may be given a name, such as 0.01 or 1%':
    '允许被命名的陌生人比例，例如 0.01 或 1%',
  'what is trained (default: head)': '训练什么（默认：head）',
  "steps of training (default: the method's own)": '训练步数（默认：由方法决定）',
  "peak learning rate (default: the method's own)": '最高学习率（默认：由方法决定）',
  'auto: how long comparing may take (default: 10)': 'auto：比较最多用时（默认：10）',
  'go on with the training that was interrupted, given the same options': '以相同选项继续被中断的训练',
  'learns with the built-in model': '用内置模型学习',
  'tries what there is, says how each did, and takes the simplest of the best':
    '尝试所有方法，说明各自的表现，并采用最好者中最简单的',
  "learns with OpenAI's CLIP, after facet models pull clip-rn50":
    '用 OpenAI 的 CLIP 学习（先运行 facet models pull clip-rn50）',
  'Name the faces in photos': '为照片中的人脸命名',
  'print comma-separated values, a row for each face': '输出逗号分隔值，每张人脸一行',
  'write copies with boxes and names drawn into this folder': '将画有方框和名字的副本写入此文件夹',
  'how many candidates each face has (default: 1)': '每张人脸的候选人数（默认：1）',
  'who is in the photo': '照片里是谁',
  'a row for each face in a folder of photos': '照片文件夹中每张人脸一行',
  'writes a copy with boxes and names drawn': '写入画有方框和名字的副本',
  'stricter, and the three likeliest people of each face': '更严格，并列出每张人脸最可能的三个人',
  'Write the names of faces where other programs read them': '将人脸的名字写到其他程序能读取的地方',
  'only names that were given in the library; nothing is recognised': '仅写入库中给出的名字，不进行识别',
  'write copies with the names in them into this folder, by exiftool':
    '用 exiftool 将含名字的副本写入此文件夹',
  'Say whether two photos show the same person': '判断两张照片是否为同一个人',
  'the encoder that compares them (default: the built-in one)': '用于比较的编码器（默认：内置）',
  'the same person?': '是同一个人吗？',
  'List what was learned so far, the newest first': '列出已学习的内容，最新的在前',
  'all checkpoints; the one in use has a star': '所有检查点；正在使用的带星号',
  'Name faces with this checkpoint from now on': '从现在起用此检查点命名人脸',
  'Erase a checkpoint': '抹去一个检查点',
  'with an ID of facet checkpoints': '使用 facet checkpoints 中的 ID',
  'Hold two checkpoints against each other': '对比两个检查点',
  'with two IDs of facet checkpoints': '使用 facet checkpoints 中的两个 ID',
  'Write a checkpoint as plain ONNX files': '将检查点写成普通 ONNX 文件',
  'Write photos, faces and names as a data set for training elsewhere':
    '将照片、人脸和名字写成数据集，供别处训练',
  'how it is laid out': '数据集的格式',
  'also faces that have no name, as Unknown': '也包括没有名字的人脸，记为 Unknown',
  'List, fetch and add face detectors, encoders and quality networks':
    '列出、下载和添加人脸检测器、编码器与质量网络',
  'List the models on this machine and those that can be fetched': '列出本机的模型和可下载的模型',
  'built-in, installed and available models with their licences': '内置、已安装和可用的模型及其许可证',
  'Fetch a model from the hub': '从服务器下载模型',
  'a file or folder that was fetched on another machine': '在另一台电脑上下载的文件或文件夹',
  "fetches OpenAI's CLIP (408 MB)": '下载 OpenAI 的 CLIP（408 MB）',
  'takes the files from a folder instead, without a network': '改从文件夹读取文件，无需网络',
  'Add a network of your own: .onnx, or CLIP weights as .safetensors':
    '添加自己的网络：.onnx，或 .safetensors 格式的 CLIP 权重',
  'Share the people of a library with other machines': '与其他电脑共享库中的人物',
  'Enrol the library’s people in a shared gallery': '将库中的人物登记到共享图库',
  'whom to enrol (default: everybody)': '登记谁（默认：所有人）',
  'Say what a shared gallery holds, and how old its copy here is': '说明共享图库的内容，以及本地副本的新旧',
  'Erase a person from a shared gallery': '从共享图库中抹去一个人',
  'Erase the copy of a shared gallery on this machine': '抹去本机上的共享图库副本',
  'Show Facet what strangers look like': '让 Facet 了解陌生人的样子',
  'Learn what strangers look like from a folder of photos': '从照片文件夹学习陌生人的样子',
  'Measure how well the people in the library are recognised': '测量库中人物的识别效果',
  'only this encoder (default: all that are on this machine)': '仅此编码器（默认：本机所有）',
  'write it as .html, .md or .json': '写成 .html、.md 或 .json',
  'rates with their intervals, every encoder side by side': '各项比率及区间，并排比较每个编码器',
  'a page with tables, plots and the photos that failed': '包含表格、图表和失败照片的网页',
  'Compare all systems on public photos': '在公开照片上比较所有系统',
  'Make a page or a Markdown file of an evaluation': '将评估结果生成网页或 Markdown 文件',
  'Check device, versions, models, library and disk': '检查设备、版本、模型、库和磁盘',
  'mend what can be mended: missing and damaged crops, copies and embeddings':
    '修复能修复的内容：缺失或损坏的裁剪图、副本和特征向量',
  'write a report to attach to an issue, without names and paths':
    '生成可附在问题报告中的文件，不含人名和路径',
  'says what is in order and what to do about the rest': '说明哪些正常，以及其余该怎么办',
  'Print the licences of the software, fonts and models of others in Facet':
    '显示 Facet 中他人软件、字体和模型的许可证',
  '{0} (choices: {1})': '{0}（可选：{1}）',
  'full: the first stage of the image tower that is trained': 'full：图像塔中从哪一级开始训练',
  "projector: what faces are drawn to, the means of people's faces or their prompts (default: means)":
    'projector：人脸向什么靠拢，各人人脸的均值或提示语句（默认：means）',
  'how far to go from the model before to the one after training (WiSE-FT)':
    '从训练前的模型走向训练后模型的程度（WiSE-FT）',
  'trains the projection of starter, the built-in model for training, on the people in the library':
    '用库中的人物训练可训练的内置模型 starter 的投影',
  'trains the end of the image tower': '训练图像塔的末端',
  'share of strangers that may be given a name, such as 0.01 or 1% (default: what was learned with)':
    '允许被命名的陌生人比例，例如 0.01 或 1%（默认：训练时的值）',
  'look for the people of a shared gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    '查找共享图库中的人物，例如 postgres://USER@HOST/facet；密码取自 PGPASSWORD',
  'looks for the people of a shared gallery': '查找共享图库中的人物',
  'writes holidays/1.jpg.xmp and so on': '写入 holidays/1.jpg.xmp 等',
  'only names that you gave': '仅你给出的名字',
  'writes named/party.tagged.jpg with the names in it': '写入含名字的 named/party.tagged.jpg',
  'by a face encoder of your own': '使用自己的人脸编码器',
  'goes back to an earlier checkpoint, with an ID of facet checkpoints':
    '回到较早的检查点，使用 facet checkpoints 中的 ID',
  'the folder to write; it must be new, empty, or an earlier export':
    '要写入的文件夹；必须是新的、空的或之前导出的',
  'the checkpoint in use, as files in a new folder': '将使用中的检查点写成新文件夹中的文件',
  'writes crops/train/Ada Lovelace/….png': '写入 crops/train/Ada Lovelace/….png',
  'faces without a name are Unknown': '没有名字的人脸记为 Unknown',
  'the id that the model gets': '模型的编号',
  'what the network expects, where the id does not say': '网络的输入要求（编号未说明时）',
  'the licence it comes under: an SPDX identifier or a sentence': '其许可证：SPDX 标识或一句说明',
  'of a CLIP, where no open_clip_config.json or config.json beside it says':
    '用于 CLIP，当旁边没有 open_clip_config.json 或 config.json 说明时',
  'side of the square input': '正方形输入的边长',
  'order of the input': '输入的排列顺序',
  'order of the colours': '颜色顺序',
  'subtracted from pixels of 0 to 255': '从 0 至 255 的像素值中减去',
  'what pixels are divided by after that': '之后像素值除以的数',
  'of a quality network: its answers to a useless face and to the best one':
    '质量网络的取值：对无用人脸与最佳人脸的输出',
  "adds OpenCV's detector": '添加 OpenCV 的检测器',
  'adds an encoder': '添加一个编码器',
  'differs from the preset': '与预设不同',
  'address of the gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    '图库地址，例如 postgres://USER@HOST/facet；密码取自 PGPASSWORD',
  'everybody who was learned': '所有已学习的人',
  'him alone': '仅他一人',
  'server and copy': '服务器和副本',
  'erases him there after asking': '询问后在那里抹去他',
  'the copy here is gone': '本地副本已删除',
  'which model looks at the faces, or several as one, a+b (default: duo)':
    '用哪个模型分析人脸，或多个合为一个，a+b（默认：duo）',
  'for a model that brings no cohort of its own': '用于没有自带参照人群的模型',
  'what is measured': '测量什么',
  'a folder with one folder of photos a person, or with several such sets':
    '每人一个照片文件夹的文件夹，或包含多组这样的文件夹',
  'lfw: its pairs.txt': 'lfw：其 pairs.txt',
  'lfw: look at every photo, not only at those in pairs': 'lfw：分析所有照片，而不仅是配对中的照片',
  'paper: people enrolled from each set (default: 10)': 'paper：每组登记的人数（默认：10）',
  'paper: photos that each is learned from (default: 5)': 'paper：每人用于学习的照片数（默认：5）',
  'paper: strangers at most (default: 1000)': 'paper：陌生人上限（默认：1000）',
  'paper: share of strangers that may be given a name (default: 1%)':
    'paper：允许被命名的陌生人比例（默认：1%）',
  'paper: the comparison alone, no shots, prompts, damage and gallery sizes':
    'paper：仅做比较，不测试样本数、提示语句、损坏和图库规模',
  'only these encoders or systems, separated by commas, a+b for two as one; both towers are trained only where it says so: ENCODER/full':
    '仅这些编码器或系统，用逗号分隔，a+b 表示两个合为一个；只有写明 ENCODER/full 时才训练两个塔',
  'write it as .json, .md or .html': '写成 .json、.md 或 .html',
  'the ten-fold accuracy of each encoder': '每个编码器的十折准确率',
  'the paper’s experiment on every set of people in faces/': '对 faces/ 中的每组人物进行论文实验',
  'the file to write: .html, .md or .json': '要写入的文件：.html、.md 或 .json',
  'the folder of the photos that were measured': '所测量照片的文件夹',
  'a page with tables and plots': '包含表格和图表的网页',
  'the same with its photos': '同上，并包含照片',
  'tables as text': '文本表格',
  'writes what helps with an issue: versions, counts, crashes':
    '写入有助于报告问题的内容：版本、数量、崩溃记录',
  'mends crops, copies and caches first, and names what it cannot mend':
    '先修复裁剪图、副本和缓存，并列出无法修复的内容',
  'the names first, then the licence of each': '先列名称，再列各自的许可证',
  'With --person or --tree, faces get names; without, they wait for them. The library keeps copies; with --in-place the photos stay where they are, and it keeps a note of where: moved files are recognised when their folder is imported again, and nothing that is erased in Facet erases them. Folders are searched for photos, which are told by their content. The same photo twice counts once; what is not a photo is counted and named by kind. Libraries of Facet, previews and deleted files among the photos are left alone. A name that differs from a person’s only by case, an invisible character or a look-alike is that person’s. From digiKam and Immich come the photos in which they know people, with their boxes and names; what they do not confirm stays without a name. The API key of Immich is read from FACET_IMMICH_KEY or the keychain, and is not kept. An import that adds nothing says why; where none of the photos is in the library already, it ends with exit code 1.':
    '使用 --person 或 --tree 时，人脸会得到名字；否则等待命名。库会保存副本；使用 --in-place 时照片留在原处，只记录位置：重新导入其文件夹时能认出移动过的文件，在 Facet 中抹去的内容不会删除这些文件。会在文件夹中按内容查找照片。同一张照片只计一次；不是照片的文件按类型计数列出。照片中的 Facet 库、预览图和已删除的文件会被忽略。仅大小写、不可见字符或形近字符不同的名字视为同一个人。会从 digiKam 和 Immich 取得其中认出人物的照片，连同方框和名字；未经确认的不给名字。Immich 的 API 密钥从 FACET_IMMICH_KEY 或钥匙串读取，不会保存。没有添加任何内容的导入会说明原因；如果库中也没有其中任何照片，则以退出码 1 结束。',
  'Asks first on a terminal. Photos that show other people too are kept, without their file names. What was learned from the person stays in checkpoints unless --with-checkpoints erases these, too.':
    '在终端上会先询问。还有其他人的照片会保留，但不保留文件名。从此人学到的内容仍在检查点中，除非用 --with-checkpoints 一并抹去。',
  'Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    '人脸用编号指定；在不产生歧义时 6 位即可。',
  'The first one is gone then. Where both are in one photo, the face of the first becomes nobody’s.':
    '之后第一个人不再存在。若两人在同一张照片中，第一个人的人脸将不属于任何人。',
  'If the faces are two people’s, these are the smaller of the two groups in which they are most alike. Without --into they are listed, and nothing changes.':
    '如果这些人脸属于两个人，则取最相似的两组中较小的一组。没有 --into 时只列出，不作更改。',
  'Faces that were that person’s become nobody’s; Facet never gives them the name again, and learns from it. Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    '原属此人的人脸将不属于任何人；Facet 不会再给它们这个名字，并从中学习。人脸用编号指定；在不产生歧义时 6 位即可。',
  'They are nobody’s, in no group, and no import gives them a name; their photos stay. Faces are named by id, of which 6 digits are enough where they are unambiguous. See which: facet faces --ignored':
    '它们不属于任何人，不在任何分组中，导入也不会给它们名字；照片会保留。人脸用编号指定；在不产生歧义时 6 位即可。查看：facet faces --ignored',
  'Write and take in libraries as ZIP files: people, photos and faces, without what was learned.':
    '将库写成 ZIP 文件或读入 ZIP：人物、照片和人脸，不含训练结果。',
  'All of it is checked before any of it comes in. Who is there already gets the photos that they do not have.':
    '全部检查后才会读入。已有的人会得到缺少的照片。',
  'Makes a checkpoint and uses it from now on. Needs no options; the same seed gives the same checkpoint. The head is a classifier over the model as it is, and so are gda (linear discriminants) and proker (a kernel regression), which are solved in closed form; the other methods train the model itself: its text tower, the projection of its image tower, or both towers in full. What was interrupted goes on with --resume. With auto, every method of every encoder here is tried on parts of the library that it has not seen, and the simplest that none beats is taken. Several encoders joined by + look at every face and decide together, as fast as all of them one after another.':
    '生成检查点并从现在起使用它。不需要任何选项；相同的种子得到相同的检查点。head 是在现有模型上的分类器，gda（线性判别）和 proker（核回归）也是，它们以闭式求解；其他方法训练模型本身：文本塔、图像塔的投影，或完整的两个塔。中断的训练可用 --resume 继续。使用 auto 时，会在库中未见过的部分上尝试本机每个编码器的每种方法，并采用没有被超越的最简单者。用 + 连接的多个编码器会各自分析每张人脸并共同决定，速度相当于依次运行全部。',
  'Folders are searched for photos. Faces of people who are not in the library are Unknown; one that would be named if 3% of strangers might be is said to be perhaps somebody.':
    '会在文件夹中查找照片。不在库中的人显示为“未知”；若允许 3% 的陌生人被命名时某张人脸会得到名字，则提示可能是谁。',
  'Beside each photo with somebody in it, an XMP file gets the boxes and names of its faces, as the Metadata Working Group and Microsoft define them. The photos are not touched; what other programs wrote stays. A name that was given in the library counts; other faces are recognised, and such names are not taken for yours when the photo is imported. Written again, names that Facet wrote before are brought up to date.':
    '每张有人的照片旁会生成 XMP 文件，按 Metadata Working Group 和 Microsoft 的定义写入人脸的方框和名字。照片不会改动；其他程序写入的内容保留。库中给出的名字优先；其余人脸由识别得出，导入照片时这些名字不会被当作你给出的。再次写入时会更新 Facet 之前写入的名字。',
  'The largest face of each photo counts. The likelihood ratio says how much likelier the two faces are if they are one person’s than if they are two people’s: 1 says nothing, 100 is strong, 0.01 is as strong against it. Multiply it by the odds that you held before. Nobody has to be in the library; people there with two faces or more make it truer to your photos. Brothers, sisters and twins are more alike than the strangers whom it is measured by.':
    '以每张照片中最大的人脸为准。似然比表示两张人脸属于同一人比属于两人可能多少倍：1 表示无法判断，100 表示很强，0.01 表示同样强地否定。将它乘以你事先认为的几率。库中不需要有人；库中有两张以上人脸的人会使结果更适合你的照片。兄弟姐妹和双胞胎比用于衡量的陌生人更相像。',
  'Also the one in use: then nobody is named until another one is used or made.':
    '也可以是正在使用的：之后在使用或生成另一个之前，没有人会被命名。',
  'Says how each was made, which people and photos they share, how one descends from the other, and on the same faces, which neither has learned, how many answers differ and who is right.':
    '说明各自如何生成、共有哪些人物和照片、彼此的承继关系，以及在两者都没有学过的相同人脸上有多少不同回答、谁对谁错。',
  'The image encoder, the text encoder where there is one, and the classifier, for any ONNX runtime, with a README of their inputs and an example that runs. The checkpoint in use where none is named.':
    '图像编码器、文本编码器（如有）和分类器，适用于任何 ONNX 运行环境，附输入说明 README 和可运行的示例。未指定时为使用中的检查点。',
  'imagefolder: the aligned crops, in a folder for each person (torchvision, Hugging Face). huggingface: photos with boxes in metadata.jsonl. coco and fiftyone: photos with boxes in labels.json. Photos that are stored turned, or in a format that few programs read, are written upright as JPEG; the boxes are of the upright photo.':
    'imagefolder：对齐的裁剪图，每人一个文件夹（torchvision、Hugging Face）。huggingface：照片及 metadata.jsonl 中的方框。coco 和 fiftyone：照片及 labels.json 中的方框。旋转存储或少有程序支持的格式会转正写成 JPEG；方框以转正后的照片为准。',
  'Checks its checksum. An interrupted download goes on where it stopped. FACET_HUB names a mirror of the hub, FACET_CATALOGUE a file with more models.':
    '会核对校验和。中断的下载会从断点继续。FACET_HUB 指定镜像服务器，FACET_CATALOGUE 指定包含更多模型的文件。',
  'A preset says what the network expects: yunet and scrfd are detectors; arcface, sface, facenet, vggface and clip are encoders; ediffiqa rates the quality of faces. It is found from the id where the id begins with its name.':
    '预设说明网络的输入要求：yunet 和 scrfd 是检测器；arcface、sface、facenet、vggface 和 clip 是编码器；ediffiqa 评估人脸质量。编号以预设名开头时会自动选用。',
  'Share the people of a library with other machines, through a PostgreSQL server of your own. What is shared is names and prototypes, never photos. Nothing is sent anywhere unless you name a server.':
    '通过你自己的 PostgreSQL 服务器与其他电脑共享库中的人物。共享的是名字和原型，绝不是照片。除非你指定服务器，否则不会发送任何内容。',
  'Makes the gallery where the database has none. Somebody of the same name gets the new prototypes; nobody is erased. Takes the role facet_enroller there, and the database’s owner to make it.':
    '数据库中没有图库时会创建。同名者得到新的原型；不会抹去任何人。需要 facet_enroller 角色，创建时需要数据库所有者。',
  'Deletes the name and the prototypes on the server; other machines that use the gallery forget them within seconds, or when they reach it next. Asks first on a terminal. The library here stays as it is: facet remove.':
    '删除服务器上的名字和原型；使用该图库的其他电脑会在数秒内或下次连接时忘记它们。在终端上会先询问。本地的库保持不变：facet remove。',
  'It serves while the server is away, and is made again when the gallery is used next.':
    '服务器不可用时使用该副本，下次使用图库时会重新生成。',
  'Show Facet what strangers look like, so that it knows when to say Unknown.':
    '让 Facet 了解陌生人的样子，以便知道何时说“未知”。',
  'The photos should show many different people, none of whom is in the library. Only the distribution of their embeddings is kept, nobody’s own. Some of them are looked at again as other cameras would have taken them, to learn how alike strangers of one place are. Copies of a photo count once.':
    '照片应包含许多不同的人，且都不在库中。只保留其特征向量的分布，不保留任何个人的。其中一些会按其他摄像头拍摄的效果再次分析，以了解同一地点的陌生人有多相似。同一照片的副本只计一次。',
  'Every encoder on this machine, and the checkpoint in use. Each face is named by a recogniser that was trained without it and its near-duplicates, on other days where days are known, and is a stranger to one that was trained without its person. Nothing in the library changes.':
    '本机的每个编码器，以及使用中的检查点。每张人脸由未用它及其近似重复训练的识别器命名（已知日期时用不同日期），并作为陌生人交给未用此人训练的识别器。库中不会有任何变化。',
  'lfw: LFW’s ten-fold test of pairs. paper: a few people of each set are enrolled, their other photos and strangers are looked for, by image classification and by traditional face recognition. Every system on this machine takes part with its own crop and its own threshold, set on other people. What was seen is remembered: a second run is quick.':
    'lfw：LFW 的十折配对测试。paper：从每组登记少数人，用图像分类和传统人脸识别查找他们的其他照片并用陌生人测试。本机每个系统使用自己的裁剪方式和用其他人确定的阈值。已分析的内容会被记住：第二次运行很快。',
  'Takes the JSON that facet evaluate or facet benchmark wrote. The page is one file that needs no network: tables, plots, and a threshold that moves them all. With --data it shows the photos too, small, and links to their files.':
    '使用 facet evaluate 或 facet benchmark 写出的 JSON。网页是无需联网的单个文件：表格、图表，以及可同时调节它们的阈值。加上 --data 还会显示缩小的照片并链接到文件。',
  'Reads every file of models and library and compares it with its checksum.':
    '读取模型和库的每个文件，并与校验和比较。',
  'where networks run (default: FACET_DEVICE, else the first that answers as the processor does, and sooner)':
    '网络在哪里运行（默认：FACET_DEVICE，否则为第一个结果与处理器一致且更快的设备）',
  'digiKam’s database, digikam4.db': 'digiKam 的数据库 digikam4.db',
  'digikam: where its collections lie, if elsewhere than it says':
    'digikam：其相册集的实际位置（若与记录不同）',
  'an Immich server, as in the browser': 'Immich 服务器，地址与浏览器中相同',
  'immich: only photos of these people': 'immich：仅这些人的照片',
  'also read the short films of live and motion photos': '同时读取实况照片和动态照片中的短片',
  'photos of people whom digiKam knows': 'digiKam 认识的人的照片',
  'photos of people who have a name in Immich': '在 Immich 中有名字的人的照片',
  'those who are hidden, instead of the others': '显示已隐藏的人，而不是其他人',
  'whom facet hide has hidden': '被 facet hide 隐藏的人',
  'only faces of hidden people': '仅已隐藏人物的人脸',
  'Add a face that was not found': '添加未找到的人脸',
  'left, top, width and height in pixels': '左、上、宽、高，单位为像素',
  'whose it is; made if there is nobody of that name': '属于谁；没有此人时会新建',
  'left, top, width and height': '左、上、宽、高',
  'Name a person nowhere, and keep them': '不在任何地方显示某人的名字，但保留此人',
  'show them again': '重新显示',
  'she is Unknown on every screen': '她在所有界面都显示为“未知”',
  'she is named again': '重新显示她的名字',
  'Say when a person was born': '说明一个人的出生日期',
  'year, month and day': '年、月、日',
  'Draws a box around it, in pixels of the photo upright. The photo is a file, which comes in where the library does not have it. Eyes, nose and mouth are looked for in the box; where there are none they are estimated, and the face is kept and not learned from.':
    '在其周围画一个方框，以转正后照片的像素为单位。照片是一个文件，库中没有时会导入。会在方框内查找眼、鼻和嘴；找不到时会估计，该人脸会保留，但不用于学习。',
  'Their faces stay and are learned, so that they are taken for nobody else; but they are in no list, and identify, cameras, reports, data sets, XMP files and shared galleries do not name them. See who is: facet people --hidden':
    '其人脸会保留并参与学习，以免被认作别人；但不会出现在任何列表中，identify、摄像头、报告、数据集、XMP 文件和共享图库都不会显示其名字。查看有谁：facet people --hidden',
  'Their age is shown with photos that say when they were taken. Without a date it is forgotten.':
    '在记录了拍摄时间的照片上显示年龄。不给日期则会忘记。',
  'Of rename, merge, split, assign, draw, deny, ignore, hide, born and delete, the last twenty. Erasing a person makes what came before final; so does deleting, which itself can be taken back for a day.':
    'rename、merge、split、assign、draw、deny、ignore、hide、born 和 delete 的最近二十次。remove 和 delete 之后，更早的更改无法再撤销；delete 本身在一天内可以撤销。',
  'learns with two encoders as one': '将两个编码器合为一个来学习',
  'List the photos in the library': '列出库中的照片',
  'every photo, with the number of faces': '每张照片及其人脸数',
  'those whose faces were all deleted': '人脸已全部删除的照片',
  'only photos in which no face is left': '仅没有人脸的照片',
  'Delete faces, or whole photos': '删除人脸或整张照片',
  'A face alone: its photo stays, also where no other face is left in it. With --photos, photos with every face in them; the file of one that stays in place is not touched. Both are named by id, of which 6 digits are enough where they are unambiguous.':
    '只删除人脸：照片保留，即使其中不再有其他人脸。使用 --photos 时，删除照片及其中所有人脸；保留在原处的照片，其文件不会改动。两者都用编号指定，无歧义时 6 位即可。',
  'two faces of passers-by': '两个路人的人脸',
  'a photo, and everybody in it': '一张照片及其中所有人',
  'and it is back': '恢复原样',
  'the ids are photos’': '编号是照片的',
  'wait while this machine runs on battery, and go on when it does not (Linux)':
    '使用电池供电时等待，接通电源后继续（Linux）',
};
