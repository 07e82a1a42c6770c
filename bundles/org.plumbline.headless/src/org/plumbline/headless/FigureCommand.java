package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.spi.FigureRenderer;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline figure}: figures of a stored run, drawn again. */
@Command(name = "figure", mixinStandardHelpOptions = true,
        description = "Draws figures of a run from its folder, without a display. Equal runs give equal files.")
final class FigureCommand implements Callable<Integer> {
    private static final int NAMED = 20;

    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Parameters(index = "1..*", paramLabel = "QUANTITY",
            description = "ANALYSIS/QUANTITY, or QUANTITY where that is enough. Several share one figure. All, each in a file of its own, if left out.")
    private List<String> quantities = List.of();

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "A file that ends with its format; a folder, if no quantity is named.")
    private Path out;

    @Option(names = "--format", paramLabel = "FORMAT", description = "svg, pdf, png or csv. Default: the end of PATH, else svg.")
    private String format;

    FigureCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws StoreException {
        RunArchive run = RunArchive.open(folder);
        FigureOrigin origin = FigureOrigin.read(folder);
        Contribution contribution = environment.registry().all(ContributionKind.FIGURE).getFirstOptional()
                .orElseThrow(() -> new InvalidInputException("no figures are installed: plumbline list figure shows what is"));
        FigureRenderer renderer = contribution.create(FigureRenderer.class);
        String wanted = format(renderer);
        ImmutableList<AnalysisResult> drawable = run.results().select(AnalysisResult::hasData);
        if (drawable.isEmpty()) {
            throw new InvalidInputException(folder + ": no analysis of this run has a series to draw");
        }
        try {
            if (quantities.isEmpty()) {
                Set<String> names = new HashSet<>();
                for (AnalysisResult result : drawable) {
                    draw(renderer, wanted, run, origin, Lists.immutable.with(result), out.resolve(name(result, names) + "." + wanted));
                }
            } else {
                ImmutableList<AnalysisResult> chosen = Lists.immutable.withAll(quantities).collect(quantity -> choose(quantity, run)).distinct();
                draw(renderer, wanted, run, origin, chosen, out);
            }
        } catch (IOException e) {
            environment.err().println("plumbline: " + reason(e));
            return ExitCode.ENVIRONMENT;
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            environment.err().println("plumbline: figure '" + contribution.id() + "' of bundle " + contribution.bundle() + " failed: " + e);
            return ExitCode.ENVIRONMENT;
        }
        environment.out().flush();
        return ExitCode.DONE;
    }

    private String format(FigureRenderer renderer) {
        String name = out.getFileName() == null ? "" : out.getFileName().toString().toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (quantities.isEmpty() && name.contains(".") && renderer.formats().contains(last)) {
            throw new InvalidInputException("--out " + out + ": a folder is needed for all figures; QUANTITY names one");
        }
        String end = quantities.isEmpty() || !name.contains(".") ? "svg" : last;
        String wanted = format == null ? end : format.toLowerCase(Locale.ROOT);
        if (!renderer.formats().contains(wanted)) {
            throw new InvalidInputException((format == null ? "--out " + out : "--format " + format) + ": expected one of the formats "
                    + renderer.formats().makeString(", "));
        }
        return wanted;
    }

    private AnalysisResult choose(String quantity, RunArchive run) {
        ImmutableList<AnalysisResult> drawable = run.results().select(AnalysisResult::hasData);
        ImmutableList<AnalysisResult> found = find(quantity, drawable);
        if (found.isEmpty() && find(quantity, run.results()).notEmpty()) {
            throw new InvalidInputException("'" + quantity + "' of " + folder + " has no series to draw; plumbline report shows what it says");
        }
        if (found.size() != 1) {
            ImmutableList<String> names = (found.isEmpty() ? drawable : found).collect(r -> r.analysis() + "/" + r.quantity());
            throw new InvalidInputException("'" + quantity + "' of " + folder + ": " + (found.isEmpty() ? "not there; there are " : "several: ")
                    + names.take(NAMED).makeString(", ") + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""));
        }
        return found.getOnly();
    }

    private static ImmutableList<AnalysisResult> find(String quantity, ImmutableList<AnalysisResult> results) {
        ImmutableList<AnalysisResult> found = results.select(r -> quantity.equals(r.analysis() + "/" + r.quantity()));
        return found.isEmpty() ? results.select(r -> quantity.equals(r.quantity())) : found;
    }

    private void draw(FigureRenderer renderer, String wanted, RunArchive run, FigureOrigin origin,
            ImmutableList<AnalysisResult> results, Path file) throws IOException {
        byte[] bytes = renderer.draw(wanted, run.header().title(), results, origin.json(ProductVersion.number(), results));
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        environment.out().println(file);
    }

    private static String name(AnalysisResult result, Set<String> names) {
        String plain = (result.analysis() + "-" + result.quantity()).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = plain + "-" + i;
        }
        return name;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> file.getFile() + " is a file, where a folder is needed";
            case AccessDeniedException file -> file.getFile() + " may not be written";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            case FileSystemException file -> file.getFile() + " cannot be written";
            default -> "cannot write figures: " + e.getMessage();
        };
    }
}
