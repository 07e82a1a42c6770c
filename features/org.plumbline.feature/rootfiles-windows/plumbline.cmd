@echo off
rem Starts Plumbline on Windows: the command line if the first argument names one of its commands, else the workbench.
rem The options of the JVM are in jvm.options beside this file; PLUMBLINE_JAVA names another Java.
setlocal EnableExtensions EnableDelayedExpansion
set "here=%~dp0"
if "%here:~-1%"=="\" set "here=%here:~0,-1%"

set "application=org.plumbline.ui.app.workbench"
set "headless="
for %%c in (run validate list report resume export bench doctor explain help --help -h --version -V) do (
    if "%~1"=="%%c" (
        set "application=org.plumbline.headless.app"
        set "headless=-nosplash -data @none"
    )
)

set "java=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if defined PLUMBLINE_JAVA set "java=%PLUMBLINE_JAVA%"
if exist "%java%\bin\java.exe" set "java=%java%\bin\java.exe"
set "major=0"
for /f "tokens=3" %%v in ('""%java%" -version 2>&1" ^| findstr /c:" version "') do (
    for /f "delims=.-" %%m in ("%%~v") do set "major=%%m"
)
if %major% LSS 21 (
    echo plumbline: no Java 21 or newer found ^(PLUMBLINE_JAVA, JAVA_HOME, PATH^) 1>&2
    exit /b 3
)

set "cache=%LOCALAPPDATA%\plumbline"
if not exist "%cache%" mkdir "%cache%"
set "launcher="
for %%j in ("%here%\plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%j"
if not defined launcher (
    echo plumbline: incomplete installation: no plugins\org.eclipse.equinox.launcher_*.jar in %here% 1>&2
    exit /b 3
)

set "options="
for /f "usebackq eol=# delims=" %%o in ("%here%\jvm.options") do (
    set "option=%%o"
    set "wanted=1"
    for /f "tokens=1,* delims=:" %%a in ("!option!") do (
        if "%%a"=="23-" (
            set "option=%%b"
            if %major% LSS 23 set "wanted="
        )
    )
    set "option=!option:@cache@=%cache%!"
    set "option=!option:@home@=%here%!"
    if defined wanted set options=!options! "!option!"
)

rem One thread for the libraries' own parallelism: the pool of workers is ours.
set "OMP_NUM_THREADS=1"
set "OPENBLAS_NUM_THREADS=1"

:start
"%java%" %options% %PLUMBLINE_VMARGS% -jar "%launcher%" -install "%here%" -name Plumbline -application %application% %headless% %*
rem 23: the workbench asks to be started again, after an update for instance.
if %errorlevel% EQU 23 goto start
exit /b %errorlevel%
