@echo off
rem `facet` on the PATH of Windows: the window where nothing is asked for, else the command line. A script waits for the program, as
rem the prompt itself would not, and hands its exit code on.
setlocal DisableDelayedExpansion
set "program=%~dp0..\Facet.exe"
set "first=%~1"
if not defined first goto window
if /i "%first%"=="--help" goto command
if /i "%first%"=="--version" goto command
if /i "%first%"=="--web" goto command
if "%first:~0,1%"=="-" goto window
if /i "%~nx1"=="facet.json" goto window
:command
"%program%" --log-level=3 -- %*
exit /b %errorlevel%
:window
start "" "%program%" %*
exit /b 0
