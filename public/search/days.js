sitegenSearch.receive("days.js",{"pages":[["07"],["05"]],"days":{"2024":{"0":"0322"},"2025":{"1":"0627"}}});
