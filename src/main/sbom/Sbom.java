import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes what ships as a CycloneDX document, from the files that ship: each library in them, down to those that are
 * merged into others. The build runs this file as it is (see the POM), with its own class path, by which libraries are
 * named and those of a merged jar found.
 *
 * <p>Arguments: the document; the project as {@code group:artifact:version}; then the files, each as {@code file} or
 * {@code file=group:artifact:version}, followed by {@code +group:artifact:version} for what is in it and has no jar there.
 */
public final class Sbom {
    private static final Pattern DESCRIPTOR = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern OF_THE_JAR = Pattern.compile("META-INF/.*|module-info\\.class|.*/");

    /** Which library something is; without a group, the jar says no more than a name and, perhaps, a version. */
    private record Library(String group, String name, String version) implements Comparable<Library> {
        static Library of(String coordinates) {
            String[] parts = coordinates.split(":", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException(coordinates + " is not group:artifact:version");
            }
            return new Library(parts[0], parts[1], parts[2]);
        }

        String ref() {
            return group.isEmpty()
                    ? "jar:" + name + (version.isEmpty() ? "" : "@" + version)
                    : "pkg:maven/" + group + "/" + name + "@" + version;
        }

        @Override
        public int compareTo(Library other) {
            return ref().compareTo(other.ref());
        }
    }

    /** Where a library lies, and the hashes of its jars: none if its classes lie among others'. */
    private static final class Found {
        private final TreeSet<String> places = new TreeSet<>();
        private final TreeSet<String> hashes = new TreeSet<>();
        private String licence = "";
    }

    private final Path repository;
    private final Map<Long, List<Path>> bySize = new HashMap<>();
    private final Map<Library, Map<String, Long>> onClassPath = new TreeMap<>();
    private final Map<Library, Found> libraries = new TreeMap<>();
    private final Map<String, Map<String, Object>> files = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> contents = new HashMap<>();

    private Sbom(Path repository, List<Path> classPath) throws IOException {
        this.repository = repository;
        for (Path jar : classPath) {
            bySize.computeIfAbsent(Files.size(jar), size -> new ArrayList<>()).add(jar);
            Optional<Library> library = inRepository(jar);
            Map<String, Long> entries = library.isPresent() ? entries(jar) : Map.of();
            if (!entries.isEmpty()) {
                onClassPath.put(library.get(), entries);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path repository = Path.of(System.getProperty("sbom.repository", "")).toAbsolutePath();
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .sorted()
                .toList();
        Sbom sbom = new Sbom(repository, classPath);
        Library project = Library.of(arguments[1]);
        Path file = Path.of("");
        for (String argument : Arrays.asList(arguments).subList(2, arguments.length)) {
            if (argument.startsWith("+")) {
                sbom.add(Library.of(argument.substring(1)), file.getFileName().toString(), "", "");
            } else {
                String[] parts = argument.split("=", 2);
                file = Path.of(parts[0]);
                sbom.file(file, project, parts.length == 2 ? Optional.of(Library.of(parts[1])) : Optional.empty());
            }
        }
        Files.writeString(Path.of(arguments[0]), json(sbom.document(project), "") + "\n");
    }

    private void file(Path file, Library project, Optional<Library> named) throws IOException {
        String name = file.getFileName().toString();
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", named.isPresent() ? "application" : "file");
        component.put("bom-ref", named.map(Library::ref).orElse("file:" + name));
        component.put("group", named.orElse(project).group());
        component.put("name", named.map(Library::name).orElse(name));
        component.put("version", named.orElse(project).version());
        component.put("hashes", List.of(hash(sha256(file))));
        named.ifPresent(library -> component.put("purl", library.ref()));
        component.put("evidence", evidence(List.of(name), ""));
        files.put(name, component);
        contents.put(name, new TreeSet<>());
        read(file, name);
        merged(file, name);
    }

    /** What an archive says of itself. */
    private record Said(List<Library> described, Attributes manifest) {}

    /** Reads an archive, and the jars in it. */
    private Said read(Path archive, String place) throws IOException {
        Said said = new Said(new ArrayList<>(), new Attributes());
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".jar")) {
                    jar(place + "!/" + name, bytes(zip, entry));
                } else if (DESCRIPTOR.matcher(name).matches()) {
                    said.described.add(library(bytes(zip, entry)));
                } else if (name.equals(JarFile.MANIFEST_NAME)) {
                    said.manifest.putAll(new Manifest(new ByteArrayInputStream(bytes(zip, entry))).getMainAttributes());
                }
            }
        }
        return said;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** A jar in an archive, and what its Maven descriptors say was merged into it. */
    private void jar(String place, byte[] bytes) throws IOException {
        String file = place.substring(place.lastIndexOf('/') + 1);
        String name = file.substring(0, file.length() - ".jar".length());
        Said said = readAgain(place, bytes);
        List<Library> described = said.described();
        Library library = onClassPath(bytes)
                .or(() -> described.stream()
                        .filter(one -> described.size() == 1
                                || name.equals(one.name())
                                || name.equals(one.name() + "-" + one.version()))
                        .findFirst())
                .orElse(new Library("", name, version(said.manifest())));
        String licence = said.manifest().getValue("Bundle-License");
        add(library, place, hex(sha256().digest(bytes)), licence == null ? "" : licence);
        for (Library one : described) {
            if (!one.equals(library)) {
                add(one, place, "", "");
            }
        }
    }

    /** From a file: only there can a few entries be read without inflating all others. */
    private Said readAgain(String place, byte[] bytes) throws IOException {
        Path file = Files.createTempFile("opportune-sbom", ".jar");
        try {
            return read(Files.write(file, bytes), place);
        } finally {
            Files.delete(file);
        }
    }

    private static String version(Attributes manifest) {
        return Optional.ofNullable(manifest.getValue("Implementation-Version"))
                .or(() -> Optional.ofNullable(manifest.getValue("Bundle-Version")))
                .orElse("");
    }

    private static Library library(byte[] descriptor) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(descriptor));
        return new Library(
                properties.getProperty("groupId", ""),
                properties.getProperty("artifactId", ""),
                properties.getProperty("version", ""));
    }

    private Optional<Library> onClassPath(byte[] bytes) throws IOException {
        for (Path path : bySize.getOrDefault((long) bytes.length, List.of())) {
            if (Arrays.equals(Files.readAllBytes(path), bytes)) {
                return inRepository(path);
            }
        }
        return Optional.empty();
    }

    /** Maven keeps a jar at group/artifact/version/. */
    private Optional<Library> inRepository(Path jar) {
        if (!jar.startsWith(repository) || repository.relativize(jar).getNameCount() < 4) {
            return Optional.empty();
        }
        Path path = repository.relativize(jar);
        int names = path.getNameCount();
        return Optional.of(new Library(
                path.subpath(0, names - 3).toString().replace(File.separatorChar, '.'),
                path.getName(names - 3).toString(),
                path.getName(names - 2).toString()));
    }

    /** The libraries of the class path all of whose classes lie in this file as they are. */
    private void merged(Path file, String place) throws IOException {
        Map<String, Long> there = entries(file);
        for (Map.Entry<Library, Map<String, Long>> library : onClassPath.entrySet()) {
            if (there.entrySet().containsAll(library.getValue().entrySet())) {
                add(library.getKey(), place, "", "");
            }
        }
    }

    private static Map<String, Long> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Map<String, Long> entries = new HashMap<>();
            zip.stream()
                    .filter(entry -> !OF_THE_JAR.matcher(entry.getName()).matches())
                    .forEach(entry -> entries.put(entry.getName(), entry.getCrc()));
            return entries;
        }
    }

    private void add(Library library, String place, String hash, String licence) {
        Found found = libraries.computeIfAbsent(library, one -> new Found());
        found.places.add(place);
        if (!hash.isEmpty()) {
            found.hashes.add(hash);
        }
        if (!licence.isEmpty()) {
            found.licence = licence;
        }
        contents.get(place.split("!/", 2)[0]).add(library.ref());
    }

    /** No time and no serial number: the same files make the same document. */
    private Map<String, Object> document(Library project) {
        Map<String, Object> itself = new LinkedHashMap<>();
        itself.put("type", "application");
        itself.put("bom-ref", project.ref());
        itself.put("group", project.group());
        itself.put("name", project.name());
        itself.put("version", project.version());
        itself.put("licenses", List.of(Map.of("license", Map.of("id", "Apache-2.0"))));
        itself.put("purl", project.ref());

        List<Object> components = new ArrayList<>(files.values());
        libraries.forEach((library, found) -> components.add(component(library, found)));

        List<Object> dependencies = new ArrayList<>();
        dependencies.add(
                dependency(project.ref(), files.values().stream().map(Sbom::ref).toList()));
        files.forEach((name, file) -> dependencies.add(dependency(ref(file), List.copyOf(contents.get(name)))));
        libraries.keySet().forEach(library -> dependencies.add(dependency(library.ref(), List.of())));

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", "1.6");
        document.put("version", 1);
        document.put("metadata", metadata(itself));
        document.put("components", components);
        document.put("dependencies", dependencies);
        return document;
    }

    private static String ref(Map<String, Object> component) {
        return component.get("bom-ref").toString();
    }

    private static Map<String, Object> metadata(Map<String, Object> itself) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("lifecycles", List.of(Map.of("phase", "build")));
        metadata.put("component", itself);
        return metadata;
    }

    private static Map<String, Object> component(Library library, Found found) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", "library");
        component.put("bom-ref", library.ref());
        if (!library.group().isEmpty()) {
            component.put("group", library.group());
        }
        component.put("name", library.name());
        if (!library.version().isEmpty()) {
            component.put("version", library.version());
        }
        // Two jars of one name and version, made differently: there is no one hash.
        if (found.hashes.size() == 1) {
            component.put("hashes", List.of(hash(found.hashes.first())));
        }
        if (!library.group().isEmpty()) {
            component.put("purl", library.ref());
        }
        component.put("evidence", evidence(found.places, found.licence));
        return component;
    }

    /** Where it lies, and the licence as its manifest says it, which nobody has judged. */
    private static Map<String, Object> evidence(Iterable<String> places, String licence) {
        List<Object> occurrences = new ArrayList<>();
        places.forEach(place -> occurrences.add(Map.of("location", place)));
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("occurrences", occurrences);
        if (!licence.isEmpty()) {
            evidence.put("licenses", List.of(Map.of("license", Map.of("name", licence))));
        }
        return evidence;
    }

    private static Map<String, Object> hash(String sha256) {
        return new TreeMap<>(Map.of("alg", "SHA-256", "content", sha256));
    }

    private static Map<String, Object> dependency(String ref, List<String> on) {
        Map<String, Object> dependency = new LinkedHashMap<>();
        dependency.put("ref", ref);
        if (!on.isEmpty()) {
            dependency.put("dependsOn", on);
        }
        return dependency;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] part = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> deeper + json(entry.getKey(), "") + ": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(one -> deeper + json(one, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return value instanceof Number ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
