package org.plumbline.headless;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.engine.gallery.Gallery;

/** The entry of the command line in the product. */
public final class HeadlessApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        context.applicationRunning();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Environment environment = new Environment(ExtensionReader.read(Platform.getExtensionRegistry()),
                Gallery.read(Platform.getExtensionRegistry()), out, err, "1".equals(System.getenv("PLUMBLINE_TERMINAL")));
        int code = PlumblineCommand.execute(environment, arguments);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public void stop() {
        // nothing of its own to stop: runs end through Interrupts
    }
}
