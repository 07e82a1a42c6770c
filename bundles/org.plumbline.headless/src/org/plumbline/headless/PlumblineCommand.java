package org.plumbline.headless;

import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.spi.RunnerException;
import org.plumbline.model.io.ExperimentFormatException;
import org.plumbline.nd4j.BackendException;
import org.plumbline.store.DiskFullException;
import org.plumbline.store.StoreException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code plumbline} and what all its subcommands have in common: one line for what goes wrong, and exit codes. */
@Command(name = "plumbline", mixinStandardHelpOptions = true, versionProvider = ProductVersion.class,
        description = "Runs and reads experiments on depth in neural networks. Without a command it opens the workbench.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a trial failed or diverged", "2:invalid input", "3:something of the environment is missing",
            "130:interrupted"})
final class PlumblineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** @return the exit code */
    static int execute(Environment environment, String... arguments) {
        CommandLine line = new CommandLine(new PlumblineCommand())
                .addSubcommand(new RunCommand(environment))
                .addSubcommand(new ResumeCommand(environment))
                .addSubcommand(new RequestCommand.Pause(environment))
                .addSubcommand(new RequestCommand.Cancel(environment))
                .addSubcommand(new ValidateCommand(environment))
                .addSubcommand(new ExplainCommand(environment))
                .addSubcommand(new ListCommand(environment))
                .addSubcommand(new RunsCommand(environment))
                .addSubcommand(new ReportCommand(environment))
                .addSubcommand(new FigureCommand(environment))
                .addSubcommand(new ExportCommand(environment))
                .addSubcommand(new DoctorCommand(environment))
                .addSubcommand(new BenchCommand(environment))
                .addSubcommand(new CommandLine.HelpCommand());
        line.setOut(environment.out());
        line.setErr(environment.err());
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, args) -> {
            environment.err().println("plumbline: " + e.getMessage().lines().findFirst().orElse("invalid arguments")
                    + "; see plumbline " + usagePath(e.getCommandLine()) + "--help");
            return ExitCode.INVALID_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, result) -> report(environment, e));
        return line.execute(arguments);
    }

    private static String usagePath(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private static int report(Environment environment, Exception e) throws Exception {
        switch (e) {
            case InvalidInputException invalid -> {
                environment.err().println("plumbline: " + invalid.getMessage());
                return ExitCode.INVALID_INPUT;
            }
            case ExperimentFormatException invalid -> {
                environment.err().println("plumbline: " + invalid.getMessage());
                return ExitCode.INVALID_INPUT;
            }
            case DiskFullException full -> {
                environment.err().println("plumbline: " + full.getMessage());
                return ExitCode.ENVIRONMENT;
            }
            case RunnerException broken -> {
                environment.err().println("plumbline: " + broken.getMessage());
                return ExitCode.ENVIRONMENT;
            }
            case StoreException failed -> {
                environment.err().println("plumbline: " + failed.getMessage());
                return ExitCode.INVALID_INPUT;
            }
            case BackendException missing -> {
                environment.err().println("plumbline: " + missing.getMessage());
                return ExitCode.ENVIRONMENT;
            }
            case InterruptedException interrupted -> {
                environment.err().println("plumbline: interrupted");
                return ExitCode.INTERRUPTED;
            }
            default -> {
                environment.err().println("plumbline: internal error: " + e + " at "
                        + (e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]));
                return ExitCode.ENVIRONMENT;
            }
        }
    }
}
