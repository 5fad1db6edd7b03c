.PHONY: site test check golden
site:            ## build seeds/ into public/
	sitegen build
test:            ## the test suite
	pytest
check:           ## all that CI asks for
	ruff format --check . && ruff check . && mypy && lint-imports && pytest
golden:          ## accept today's output as expected, then review the diff
	pytest --update-golden
