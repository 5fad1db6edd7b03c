sitegenSearch.receive("suggest/jj.js",[["聚焦公平与效率主题 助力纠纷实质性化解","jujiaogongpingyuxiaolvzhutizhulijiufenshizhixinghuajie","jjgpyxlztzljfszxhj","title",1]]);
