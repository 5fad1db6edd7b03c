"""The sites that Hugo and Pelican are given: as much on each page as sitegen has, and nothing from anywhere else."""

from __future__ import annotations

BASE = """\
<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} · {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/rss+xml" href="{{ "index.xml" | relURL }}">
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
{{ block "head" . }}{{ end }}
</head>
<body>
<header><a href="{{ "" | relURL }}">{{ site.Title }}</a>
<nav><a href="{{ "people/" | relURL }}">人物</a> <a href="{{ "units/" | relURL }}">机构</a>
<a href="{{ "places/" | relURL }}">地点</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""
SINGLE = """\
{{ define "head" }}
<meta name="author" content="{{ .Params.author }}">
<meta name="description" content="{{ .Summary | plainify | truncate 120 }}">
<meta property="og:title" content="{{ .Title }}"><meta property="og:type" content="article">
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle" "headline" .Title
"datePublished" (.Date.Format "2006-01-02") "author" .Params.author "url" .Permalink | jsonify | safeJS }}</script>
{{ end }}
{{ define "main" }}
<nav><a href="{{ .Parent.Parent.RelPermalink }}">{{ .Date.Format "2006年1月2日" }}</a>
<a href="{{ .Parent.RelPermalink }}">{{ .Params.page }}版</a></nav>
<article data-pagefind-body>
<h1>{{ .Title }}</h1>
<p>{{ .Params.author }} · <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006年1月2日" }}</time></p>
{{ .Content }}
</article>
{{ range slice "people" "units" "places" }}
<ul>{{ range $.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
{{ with site.RegularPages.Related . | first 4 }}
<aside><h2>相关报道</h2><ul>{{ range . }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006年1月2日" }}</li>{{ end }}</ul></aside>
{{ end }}
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ end }}
"""
TEASERS = """\
{{ define "teasers" }}{{ range . }}
<section><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p>{{ .Params.author }}</p><p>{{ .Summary | plainify | truncate 80 }}</p></section>{{ end }}{{ end }}
"""
SECTION = (
    TEASERS
    + """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ template "teasers" .RegularPages }}
{{ if eq .Parent.Kind "home" }}
<ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ else }}{{ range .Sections }}
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ template "teasers" .RegularPages }}
{{ end }}{{ end }}
{{ end }}
"""
)
HOME = (
    TEASERS
    + """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ range last 1 .Sections }}{{ range last 1 .Sections.ByDate }}{{ range .Sections }}
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ template "teasers" .RegularPages }}
{{ end }}{{ end }}{{ end }}
<ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
"""
)
TAXONOMY = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>
{{ end }}
"""
TERM = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ $pages := .Paginate .Pages.ByDate.Reverse 50 }}
<ul>{{ range $pages.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ .Date.Format "2006年1月2日" }} {{ .Params.page }}版</li>{{ end }}</ul>
<nav>{{ with $pages.Prev }}<a href="{{ .URL }}">较新</a>{{ end }}
{{ with $pages.Next }}<a href="{{ .URL }}">较早</a>{{ end }}</nav>
{{ end }}
"""
CONFIG = """\
baseURL: https://example.org/hewan/
title: 河湾日报
languageCode: zh-Hans
hasCJKLanguage: true
taxonomies: {person: people, unit: units, place: places}
outputs: {home: [html, rss], section: [html], taxonomy: [html], term: [html]}
services: {rss: {limit: 50}}
related:
  threshold: 20
  includeNewer: true
  indices: [{name: people, weight: 100}, {name: units, weight: 60}, {name: places, weight: 40}]
"""
STYLE = "body { max-width: 40em; margin: auto; font-family: serif; line-height: 1.7 }\n"
HUGO = {
    "hugo.yaml": CONFIG,
    "static/style.css": STYLE,
    "layouts/index.html": HOME,
    "layouts/_default/baseof.html": BASE,
    "layouts/_default/single.html": SINGLE,
    "layouts/_default/list.html": SECTION,
    "layouts/_default/taxonomy.html": TAXONOMY,
    "layouts/_default/term.html": TERM,
}

PELICAN = {
    "pelicanconf.py": """\
SITENAME = "河湾日报"
SITEURL = "https://example.org/hewan"
PATH = "content"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
THEME = "simple"
SLUGIFY_USE_UNICODE = True
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/{slug}.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
DAY_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/index.html"
AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = 50
FEED_ALL_RSS = "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 50
"""
}
