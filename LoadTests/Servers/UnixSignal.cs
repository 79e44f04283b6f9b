using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Muster.LoadTests.Servers;

/// <summary>What .NET has no word for: telling a process to stop in order, or freezing it.</summary>
internal static partial class UnixSignal
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Freeze = 19;

    public static void Signal(this Process process, int signal)
    {
        if (Kill(process.Id, signal) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
