// Sentences about shared galleries, in Chinese.
export const galleries: Readonly<Record<string, string>> = {
  'There is nobody called {0} in the gallery at {1}.': '图库 {1} 中没有名为 {0} 的人物。',
  'Names are compared letter by letter.': '姓名按逐字比较。',
  '{0} is not the address of a gallery.': '{0} 不是图库的地址。',
  'The address of the gallery holds a password, which other users of this machine could read.':
    '图库地址中含有密码，本机的其他用户可能读到它。',
  'Leave it out and set PGPASSWORD instead.': '请去掉密码，改为设置 PGPASSWORD。',
  'The address of the gallery has an unknown option: {0}.': '图库地址含有未知选项：{0}。',
  'The address of the gallery asks for sslmode={0}, which does not show who answers.':
    '图库地址要求 sslmode={0}，这样无法确认是谁在应答。',
  'Use verify-full, which is meant where it is left out, or disable on a network of your own.':
    '请使用 verify-full（省略时的默认值），或在自己的网络中使用 disable。',
  'The gallery at {0} ended the connection.': '图库 {0} 断开了连接。',
  'Try again later; until then the last copy is used.': '请稍后再试；在此之前使用最近的副本。',
  'There is no gallery in the database at {0} yet.': '数据库 {0} 中还没有图库。',
  'Publish the people who were learned here to make it: facet gallery publish --to postgres://{0}':
    '发布在此学习的人物即可创建：facet gallery publish --to postgres://{0}',
  'What lies in the database at {0} is not a gallery that this version of Facet can read.':
    '数据库 {0} 中的内容不是此版本 Facet 能读取的图库。',
  'Update Facet, or publish to another database.': '请更新 Facet，或发布到其他数据库。',
  'The gallery was made with another build of the encoder {0}: its digest is {1}…, this one’s {2}….':
    '图库是用编码器 {0} 的另一个版本制作的：其摘要为 {1}…，本机为 {2}…。',
  'Use the same model file on every machine; embeddings of different builds cannot be compared.':
    '请在每台机器上使用同一个模型文件；不同版本的嵌入无法比较。',
  'The checkpoint in use has an encoder of its own, which no other machine has.':
    '正在使用的检查点有自己的编码器，其他机器没有。',
  'Publish a checkpoint of the head: facet finetune --method head':
    '请发布 head 方法的检查点：facet finetune --method head',
  'The checkpoint in use was learned with several encoders ({0}); a shared gallery has one.':
    '正在使用的检查点由多个编码器学习而成（{0}）；共享图库只有一个编码器。',
  'Learn with one of them first: facet finetune --encoder {0}':
    '请先用其中一个学习：facet finetune --encoder {0}',
  'The address of {0} has a name or password in it, which Immich does not know.':
    '{0} 的地址中含有用户名或密码，Immich 不支持。',
  'Leave them out, and give an API key: {0}': '请去掉它们，并提供 API 密钥：{0}',
  'Make one in Immich (account settings, API keys: person.read, face.read, asset.read, asset.download) and set {0}, or keep it in the keychain{1}.':
    '请在 Immich 中创建一个（账户设置，API 密钥：person.read、face.read、asset.read、asset.download）并设置 {0}，或将其保存在钥匙串中{1}。',
  'Copy it from Immich again.': '请从 Immich 重新复制。',
  '{0} sent more than {1} MB.': '{0} 发送了超过 {1} MB 的数据。',
  'Check the address; a page for signing in may stand before it. Immich 1.118 and later are known.':
    '请检查地址；前面可能有登录页面。支持 Immich 1.118 及更高版本。',
};
