// Sentences about training, cohorts and measuring, in Chinese.
export const training: Readonly<Record<string, string>> = {
  '{0} It had not become better before: nothing was made.': '{0} 在此之前没有变好：未生成任何内容。',
  'Its stages are {0}.': '其阶段为 {0}。',
  'Train a CLIP, or starter, the built-in model for training.': '请训练 CLIP，或可训练的内置模型 starter。',
  '{0} has no named parameters; only the head can be trained on it.':
    '{0} 没有命名参数，只能在其上训练 head。',
  'Train the head (facet finetune --method head), or another model: --encoder starter':
    '请训练 head（facet finetune --method head），或训练其他模型：--encoder starter',
  '{0} was finetuned before.': '{0} 之前已经过微调。',
  'Start from the model that it was made of.': '请从它所基于的模型开始。',
  'The checkpoint {0} compares {1} numbers of a face, where the model {2} gives {3}.':
    '检查点 {0} 比较一张人脸的 {1} 个数，而模型 {2} 给出 {3} 个。',
  '{0} shows {1} faces; a cohort needs {2} or more.': '{0} 中有 {1} 张人脸；一个队列至少需要 {2} 张。',
  'Choose a folder with photos of more people; a thousand is a good number.':
    '请选择包含更多人照片的文件夹；一千人较为合适。',
  'No clear face was found in {0}.': '在 {0} 中没有找到清晰的人脸。',
  'Choose photos that show faces clearly.': '请选择人脸清晰的照片。',
  '{0} {1}, unlike any cohort.': '{0} {1}，与任何队列都不同。',
  'Make it again: facet cohort add FOLDER': '请重新制作：facet cohort add 文件夹',
  'The cohort of strangers for {0} was made with another build of that model.':
    '{0} 的陌生人队列是用该模型的另一个版本制作的。',
  'Make a new one: facet cohort add FOLDER --encoder {0}':
    '请制作新的：facet cohort add 文件夹 --encoder {0}',
  'There is no encoder or system {0} to measure.': '没有可测量的编码器或系统 {0}。',
  'Name encoders ({0}) or single systems ({1}).': '请指定编码器（{0}）或单个系统（{1}）。',
  'Training it takes long, so it is measured only where it is asked for.':
    '训练耗时较长，因此仅在要求时才测量。',
  'Ask for it: --systems {0}': '请指定：--systems {0}',
  "{0} {1}, which is not an evaluation of Facet's.": '{0} {1}，不是 Facet 的评估。',
  '{0} has photos of {1} of the {2} pairs in {3}: too few to measure.':
    '{0} 中有 {3} 的 {2} 对中 {1} 对的照片：太少，无法测量。',
  'Name the folder that holds LFW’s people, a folder each, and the list of pairs that belongs to it.':
    '请指定存放 LFW 人物的文件夹（每人一个文件夹）及其配对列表。',
  '{0} shows nobody to be enrolled: no two people of a set have two photos or more.':
    '{0} 中没有可登记的人：没有任何一组中有两个人各有两张以上的照片。',
  'Put a set beside it in which each person’s folder has several photos.':
    '请在旁边放一组照片，其中每个人的文件夹都有多张照片。',
  '{0} shows {1} strangers to set thresholds on: too few for a share of {2}.':
    '{0} 中有 {1} 个陌生人用于设定阈值：对于 {2} 的比例来说太少。',
  'Put a set with one photo of each of {0} or more other people beside the others, or give a larger --fpir.':
    '请另外放一组至少 {0} 个其他人、每人一张照片的数据，或使用更大的 --fpir。',
  'No set in {0} has two people who can be learned, and other photos to look for them in.':
    '{0} 中没有任何一组同时有两个可学习的人以及可供查找他们的其他照片。',
  'Give people more photos that show their face and are not copies of each other, or learn from fewer than {0}: --shots.':
    '请为人物提供更多露脸且互不重复的照片，或用少于 {0} 张学习：--shots。',
  'Import photos that it has not seen, and evaluate again.': '请导入它没有见过的照片，然后重新评估。',
  'Name LFW’s own pairs.txt.': '请指定 LFW 自带的 pairs.txt。',
  'The weights of the checkpoint do not fit together.': '检查点的权重互不匹配。',
  'Not a usable cohort: {0}.': '不是可用的队列：{0}。',
  'The kernel regression is for {0} people at most, and the library has {1}.':
    '核回归最多支持 {0} 个人物，而库中有 {1} 个。',
  'Learn with prototypes: facet finetune --method head': '请用原型学习：facet finetune --method head',
  'The checkpoint in use was learned with --method {0}; a shared gallery holds prototypes.':
    '正在使用的检查点是用 --method {0} 学习的；共享图库中保存的是原型。',
  'Learn prototypes first: facet finetune --method head': '请先学习原型：facet finetune --method head',
};
