using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Muster.LoadTests.Wire;

/// <summary>
/// Linux' own readiness list. .NET's sockets hand every completion to the thread pool; one thread that asks the kernel itself needs no
/// hand-over and no lock, and the load generator shares its cores with the server it measures.
/// </summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    public const uint Readable = 0x001;
    public const uint Writable = 0x004;

    private const int Add = 1;
    private const int Modify = 3;
    private const int MostAtOnce = 512;

    /// <summary>Bytes of one kernel record: packed on x64, aligned elsewhere.</summary>
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _list;
    private readonly byte[] _ready = GC.AllocateArray<byte>(MostAtOnce * 16, pinned: true);

    public Epoll()
    {
        _list = Create(0);
        if (_list < 0)
            throw new Win32Exception();
    }

    public void Watch(nint socket, int tag, uint events) => Control(Add, socket, tag, events);

    public void Change(nint socket, int tag, uint events) => Control(Modify, socket, tag, events);

    /// <summary>Waits until something is ready or the time is over.</summary>
    /// <param name="nanoseconds">how long at most</param>
    /// <returns>how many <see cref="Ready"/> holds</returns>
    public int Wait(long nanoseconds)
    {
        var limit = new TimeSpec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        fixed (byte* ready = _ready)
        {
            var count = PreciseWait(_list, ready, MostAtOnce, &limit, null);
            return Math.Max(count, 0); // interrupted: ask again
        }
    }

    public (int Tag, uint Events) Ready(int index)
    {
        var record = _ready.AsSpan(index * Stride, Stride);
        return (BinaryPrimitives.ReadInt32LittleEndian(record[(Stride - 8)..]), BinaryPrimitives.ReadUInt32LittleEndian(record));
    }

    public void Dispose() => _ = Close(_list);

    private void Control(int operation, nint socket, int tag, uint events)
    {
        var record = stackalloc byte[16];
        var span = new Span<byte>(record, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(span, events);
        BinaryPrimitives.WriteInt64LittleEndian(span[(Stride - 8)..], tag);
        if (ChangeList(_list, operation, (int)socket, record) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int ChangeList(int list, int operation, int socket, byte* record);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int PreciseWait(int list, byte* ready, int most, TimeSpec* limit, void* signals);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
