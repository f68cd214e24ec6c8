// Sentences about models, encoders and what is fetched, in Chinese.
export const models: Readonly<Record<string, string>> = {
  '{0} is no longer an encoder.': '{0} 不再是编码器。',
  'The trained weights of {0} are not there.': '{0} 的训练权重不存在。',
  'Install the detector that the photo was imported with, or remove the face and import the photo again.':
    '请安装导入该照片时使用的检测器，或移除该人脸后重新导入照片。',
  'The crop cannot be cut again: the detector finds the face in {0} at another place now.':
    '无法重新裁剪：检测器现在在 {0} 的其他位置找到该人脸。',
  'Nothing says which activation {0} was trained with, and the wrong one gives wrong features.':
    '没有说明 {0} 是用哪种激活函数训练的，用错会得到错误的特征。',
  'Put its {0} beside it, or state --activation: quick-gelu for OpenAI’s weights, gelu for those of OpenCLIP (LAION, DataComp).':
    '请把它的 {0} 放在旁边，或指定 --activation：OpenAI 的权重用 quick-gelu，OpenCLIP（LAION、DataComp）的权重用 gelu。',
  'FACET_CATALOGUE names {0}, which is not a valid catalogue: {1}.':
    'FACET_CATALOGUE 指定的 {0} 不是有效的目录：{1}。',
  'Fix the file or unset the variable.': '请修正该文件，或取消该变量。',
  '{0} does not name two to {1} different encoders.': '{0} 没有指定两到 {1} 个不同的编码器。',
  'Join their ids with {0}: --encoder duo{1}sface': '用 {0} 连接它们的标识：--encoder duo{1}sface',
  '{0} is a model of another kind: {1}, not encoder.': '{0} 是另一类模型：{1}，不是编码器。',
  "{0} is not a model's manifest: {1}.": '{0} 不是模型的清单文件：{1}。',
  'Remove its folder and fetch the model again.': '请删除其文件夹并重新获取该模型。',
  'Make it: npm run build': '请生成它：npm run build',
  'The file {0} of the model {1} is missing.': '模型 {1} 的文件 {0} 缺失。',
  'The file {0} of the model {1} has {2} bytes instead of {3}.':
    '模型 {1} 的文件 {0} 有 {2} 字节，而不是 {3}。',
  '{0} holds the model {1}, not {2}.': '{0} 中是模型 {1}，而不是 {2}。',
  'Rename the folder.': '请重命名该文件夹。',
  'The preset {0} needs a file that ends in {1}.': '预设 {0} 需要以 {1} 结尾的文件。',
  "That cannot be a network's input: {0}.": '这不可能是网络的输入：{0}。',
  'Check --size, --mean and --std.': '请检查 --size、--mean 和 --std。',
  'The catalogue does not say which activation {0} was trained with.':
    '目录没有说明 {0} 是用哪种激活函数训练的。',
  'Give its entry "activation": "quick-gelu" or "gelu", or name its open_clip_config.json as "config" in "files".':
    '请在其条目中加入 "activation": "quick-gelu" 或 "gelu"，或在 "files" 中将 open_clip_config.json 指定为 "config"。',
  'Fetch it again: {0}': '请重新获取：{0}',
  '{0} is several encoders, and an export holds one.': '{0} 是多个编码器，而导出只包含一个。',
  'Learn with one of them and export that: facet finetune --encoder {0}':
    '请用其中一个学习并导出：facet finetune --encoder {0}',
  'Add it again as what it is.': '请按其实际类型重新添加。',
  'Run facet finetune again, or fetch that version.': '请重新运行 facet finetune，或获取该版本。',
  'Fetch it with them: facet models pull {0}': '请连同它们一起获取：facet models pull {0}',
  '{0} has no text tower.': '{0} 没有文本塔。',
  'Check that it is the network that you meant, and that the preset is the right one.':
    '请检查它是否是你想要的网络，以及预设是否正确。',
  'The hub sends more than the {0} bytes that it promised: {1}': '模型库发送的数据超过其承诺的 {0} 字节：{1}',
  'Try again later; if it happens again, the hub or something on the way is broken.':
    '请稍后再试；如果再次发生，则模型库或途中的某个环节有故障。',
  'The hub {0}: {1}': '模型库 {0}：{1}',
  'Check that FACET_HUB names a hub, or use --from.': '请检查 FACET_HUB 是否指向模型库，或使用 --from。',
  'FACET_HUB does not name a hub: {0} is not an address without a password that begins with https:// or http://.':
    'FACET_HUB 没有指向模型库：{0} 不是以 https:// 或 http:// 开头且不含密码的地址。',
  'Fix the variable or unset it.': '请修正该变量，或取消它。',
  'The hub offers another file than Facet expects: {0} has the checksum {1}.':
    '模型库提供的文件与 Facet 预期的不同：{0} 的校验和为 {1}。',
  'Do not use it; tell whoever runs this hub.': '请勿使用；请告知该模型库的管理者。',
  'Its transformers apply {0}, which Facet does not know.': '其 Transformer 使用 {0}，Facet 不支持。',
  'Use a CLIP whose both towers apply quick_gelu or gelu.': '请使用两个塔都采用 quick_gelu 或 gelu 的 CLIP。',
  'These weights are not a CLIP that Facet knows: {0}.': '这些权重不是 Facet 支持的 CLIP：{0}。',
  'Use weights of OpenAI’s CLIP under OpenAI’s or OpenCLIP’s names, such as open_clip_model.safetensors.':
    '请使用采用 OpenAI 或 OpenCLIP 命名的 OpenAI CLIP 权重，例如 open_clip_model.safetensors。',
  'Use a shorter text.': '请使用更短的文本。',
  'Line {0} of the merges {1}.': '合并规则的第 {0} 行 {1}。',
  'Fetch the merges file again.': '请重新获取合并规则文件。',
  'These weights are not in OpenAI’s layout: {0}.': '这些权重不符合 OpenAI 的布局：{0}。',
  'Use weights in OpenCLIP’s layout, such as open_clip_model.safetensors.':
    '请使用 OpenCLIP 布局的权重，例如 open_clip_model.safetensors。',
  'These weights are not a whole CLIP: {0} {1} and should be [{2}].':
    '这些权重不是完整的 CLIP：{0} {1}，应为 [{2}]。',
  'Fetch the file again, or use another one.': '请重新获取该文件，或使用其他文件。',
  'The ONNX file {0}.': 'ONNX 文件 {0}。',
  'Not a usable safetensors file: {0}.': '不是可用的 safetensors 文件：{0}。',
  'Fetch the file again.': '请重新获取该文件。',
  // Titles of models.
  'MediaPipe BlazeFace (back camera) with face-api.js landmarks':
    'MediaPipe BlazeFace（后置摄像头），配 face-api.js 的面部关键点',
  "dlib's ResNet and VGGFace2's MobileNet as one": 'dlib 的 ResNet 与 VGGFace2 的 MobileNet 合而为一',
  'dlib face encoder with a CLIP-style text side': 'dlib 人脸编码器，带 CLIP 风格的文本端',
  'AuraFace, a large face encoder': 'AuraFace，大型人脸编码器',
  'SFace, a small face encoder': 'SFace，小型人脸编码器',
  "OpenAI's CLIP with a ResNet-50": 'OpenAI 的 CLIP，采用 ResNet-50',
  "OpenAI's CLIP with a ViT-B/32": 'OpenAI 的 CLIP，采用 ViT-B/32',
  "OpenAI's CLIP with a ViT-B/16": 'OpenAI 的 CLIP，采用 ViT-B/16',
  "LAION's CLIP with a ViT-B/32": 'LAION 的 CLIP，采用 ViT-B/32',
  'FaRL: a CLIP with a ViT-B/16, trained on faces and their texts':
    'FaRL：采用 ViT-B/16 的 CLIP，用人脸及其文本训练',
  'YuNet, a fast face detector': 'YuNet，快速人脸检测器',
  'eDifFIQA (tiny), which rates the quality of faces': 'eDifFIQA（tiny），评估人脸质量',
  'Apache-2.0 by its card; what it was trained on has been asked about':
    '其说明页称为 Apache-2.0；训练数据的来源曾受质询',
  '{0} is no device: FACET_DEVICE is one of {1}.': '{0} 不是设备：FACET_DEVICE 是以下之一：{1}。',
};
