package org.plumbline.headless;

import java.util.List;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.passport.Passport;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plumbline doctor}: whether this machine computes what it should. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = {"Checks generator, linear algebra, array library, kernels and machine against definitions and each other.",
            "ok: as it should be. routed: it fails or is known to, and something else is used. FAILED: computations need it (exit code 3).",
            "The passport's id is stored with every run."})
final class DoctorCommand implements Callable<Integer> {
    private static final String JSON = "json";
    private static final List<String> FORMATS = List.of("text", JSON);

    private final Environment environment;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private String format;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!FORMATS.contains(format)) {
            throw new InvalidInputException("--format: unknown format '" + format + "'; there are " + String.join(", ", FORMATS));
        }
        Passport passport = Passport.test();
        if (JSON.equals(format)) {
            environment.out().println(json(passport));
        } else {
            print(passport);
        }
        return passport.sound() ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }

    private void print(Passport passport) {
        passport.facts().forEach((name, value) -> environment.out().printf("%-22s %s%n", name, value));
        environment.out().println();
        passport.items().forEach(item -> environment.out().printf("%-6s %-22s %s%n", switch (item.outcome()) {
            case OK -> "ok";
            case ROUTED -> "routed";
            case FAILED -> "FAILED";
        }, item.item(), item.text()));
        environment.out().printf("%npassport %s%n", passport.id());
    }

    private static String json(Passport passport) {
        JsonObject facts = new JsonObject();
        passport.facts().forEach(facts::addProperty);
        JsonArray items = new JsonArray();
        passport.items().forEach(item -> {
            JsonObject entry = new JsonObject();
            entry.addProperty("item", item.item());
            entry.addProperty("outcome", item.outcome().name());
            entry.addProperty("text", item.text());
            items.add(entry);
        });
        JsonObject all = new JsonObject();
        all.addProperty("id", passport.id());
        all.addProperty("sound", passport.sound());
        all.add("facts", facts);
        all.add("items", items);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all);
    }
}
