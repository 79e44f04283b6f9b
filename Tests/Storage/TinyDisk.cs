using System.Diagnostics;

namespace Muster.Tests.Storage;

/// <summary>A file system of a few megabytes in memory, for a test to fill; only root can mount one.</summary>
public sealed class TinyDisk : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    /// <summary>Skips the test where it cannot be mounted.</summary>
    public TinyDisk(int megabytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _scratch.Path)) return;
        _scratch.Dispose();
        Assert.Skip("NOT TESTED: a full or read-only disk. It takes root and Linux to mount a small tmpfs.");
    }

    public string Path => _scratch.Path;

    private string Ballast => _scratch.File("ballast");

    /// <summary>Leaves not a byte.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) ballast.Write(new byte[4_096]);
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path), "The tiny disk could not be made read-only.");

    public void Dispose()
    {
        Run("umount", "-l", Path);
        _scratch.Dispose();
    }

    /// <returns>True when it is there and succeeds.</returns>
    internal static bool Run(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
