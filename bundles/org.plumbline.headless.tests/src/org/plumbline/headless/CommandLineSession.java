package org.plumbline.headless;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.eclipse.core.runtime.Platform;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.engine.gallery.Gallery;

/** What a command printed, and how it ended. */
record CommandLineSession(int code, String out, String err) {

    /** Runs a command with all that is installed. */
    static CommandLineSession run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Environment environment = new Environment(ExtensionReader.read(Platform.getExtensionRegistry()),
                Gallery.read(Platform.getExtensionRegistry()), new PrintWriter(out), new PrintWriter(err), false);
        int code = PlumblineCommand.execute(environment,
                List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        environment.out().flush();
        environment.err().flush();
        return new CommandLineSession(code, out.toString(), err.toString());
    }

    /** @return the lines of {@code err} but for progress */
    List<String> errors() {
        return err.lines().filter(line -> !line.matches("plumbline: \\d+/\\d+ trials.*")).toList();
    }
}
