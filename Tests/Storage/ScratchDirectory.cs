namespace Muster.Tests.Storage;

/// <summary>A directory of one test, gone with it; in memory where the system has such a place, unless the test is about a disk.</summary>
public sealed class ScratchDirectory(bool onDisk = false) : IDisposable
{
    private const string InMemory = "/dev/shm";

    private static int _made;

    public string Path { get; } = onDisk || !Directory.Exists(InMemory)
        ? Directory.CreateTempSubdirectory("muster-storage-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(InMemory, $"muster-storage-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}")).FullName;
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
