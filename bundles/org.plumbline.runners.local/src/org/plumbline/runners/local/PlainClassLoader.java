package org.plumbline.runners.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Loads classes from jars and folders in their order, without verifying signatures of jars. */
final class PlainClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final List<Place> places = new ArrayList<>();

    /** @param paths of jars and folders; what is not there is left out */
    PlainClassLoader(List<String> paths) throws IOException {
        super("worker", getPlatformClassLoader());
        for (String path : paths) {
            if (Files.isDirectory(Path.of(path))) {
                places.add(new Folder(Path.of(path)));
            } else if (Files.isRegularFile(Path.of(path))) {
                places.add(new Jar(new JarFile(new File(path), false, JarFile.OPEN_READ, Runtime.version())));
            }
        }
    }

    /** Where classes can be. */
    private sealed interface Place {
        /** @return null if there is no such file */
        byte[] read(String name) throws IOException;

        /** @return null if there is no such file */
        URL find(String name) throws MalformedURLException;
    }

    private record Folder(Path path) implements Place {
        @Override
        public byte[] read(String name) throws IOException {
            Path file = path.resolve(name);
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }

        @Override
        public URL find(String name) throws MalformedURLException {
            Path file = path.resolve(name);
            return Files.exists(file) ? file.toUri().toURL() : null;
        }
    }

    private record Jar(JarFile jar) implements Place {
        @Override
        public byte[] read(String name) throws IOException {
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }

        @Override
        public URL find(String name) throws MalformedURLException {
            ZipEntry entry = jar.getEntry(name);
            return entry == null ? null : URI.create("jar:" + Path.of(jar.getName()).toUri() + "!/" + entry.getName()).toURL();
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try {
            for (Place place : places) {
                byte[] bytes = place.read(file);
                if (bytes != null) {
                    return defineClass(name, bytes, 0, bytes.length);
                }
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        Enumeration<URL> all = findResources(name);
        return all.hasMoreElements() ? all.nextElement() : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        try {
            List<URL> found = new ArrayList<>();
            for (Place place : places) {
                URL url = place.find(name);
                if (url != null) {
                    found.add(url);
                }
            }
            return Collections.enumeration(found);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
