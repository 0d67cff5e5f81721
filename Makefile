# Short names for build/dev.py, which does the work and sets up first what is missing.
PYTHON ?= python3
DEV = $(PYTHON) build/dev.py

.DEFAULT_GOAL := help
.PHONY: help run test tour check bench sim cluster bundle lock clean

help:    ## this list
	@sed -n 's/^\([a-z]*\): *## */  \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12
run:     ## open FieldApp with its sample portfolio
	@$(DEV) run
test:    ## all checks and all tests (ARGS='…' goes to pytest)
	@$(DEV) test $(ARGS)
tour:    ## walk through the screens without a display
	@$(DEV) tour
check:   ## style, types and import contracts
	@$(DEV) check
bench:   ## measure beside the peers (ONLY=sync, search, server, photos, window, start, open, map or plan; ARGS='…')
	@$(DEV) bench $(if $(ONLY),--only $(ONLY)) $(ARGS)
sim:     ## sync in a simulated world (SEEDS=FROM-TO; ARGS='--minutes 2', '--jobs 2', …)
	@$(DEV) sim $(SEEDS) $(ARGS)
cluster: ## a company's servers on this machine, their leader killed under load (ARGS='--seconds 80', …)
	@$(DEV) cluster $(ARGS)
bundle:  ## build the program that runs without Python, into dist/
	@$(DEV) bundle
lock:    ## choose package versions anew
	@$(DEV) lock
clean:   ## remove what can be made again
	@$(DEV) clean
