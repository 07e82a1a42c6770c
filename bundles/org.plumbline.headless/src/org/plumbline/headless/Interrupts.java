package org.plumbline.headless;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import org.plumbline.engine.run.RunControl;

/**
 * Ends a run in good order on the first SIGINT or SIGTERM, and the process at once on the second.
 * <p>
 * The JDK's signal handling lies in a package that OSGi does not offer to bundles, so it is reached by name; where it is
 * missing a signal ends the process at once, and what has been stored stays.
 * </p>
 */
final class Interrupts {
    private Interrupts() {
    }

    static void pauseOnSignal(RunControl control) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                if (control.isStopping()) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }
                control.pause();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "Interrupts";
        };
        try {
            ClassLoader jdk = ClassLoader.getPlatformClassLoader();
            Class<?> signal = Class.forName("sun.misc.Signal", true, jdk);
            Class<?> type = Class.forName("sun.misc.SignalHandler", true, jdk);
            Object proxy = Proxy.newProxyInstance(jdk, new Class<?>[] {type}, handler);
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, type).invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // as said above: the signal then ends the process at once
        }
    }
}
