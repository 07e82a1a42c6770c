package org.plumbline.nd4j;

/**
 * A native library that computations use.
 *
 * @param name    for people
 * @param version of the library and of its Java presets; "unknown" if its jar does not say
 * @param detail  what it chose on this processor; empty if nothing
 * @param folder  where it was loaded from; empty if it could not be told
 */
public record NativeLibrary(String name, String version, String detail, String folder) {
}
