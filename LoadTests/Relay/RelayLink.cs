using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Muster.LoadTests.Relay;

/// <summary>
/// One connection between the two processes of L2. A frame is its length, the number of the call it belongs to, what it is, and its content; all that
/// gathers while a write is under way goes with the next (performance.md: one awaited write per message loses far more than the hop).
/// </summary>
/// <param name="connection">to the other process</param>
/// <param name="heard">what to do with a frame; must not block</param>
internal sealed class RelayLink(Socket connection, Action<RelayLink, int, LinkFrame, ReadOnlySpan<byte>> heard)
{
    private const int HeadLength = 9;

    private readonly EventOutlet _outgoing = new();

    public void Send(int call, LinkFrame what, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], call);
        head[8] = (byte)what;
        _outgoing.Append(head, content);
    }

    /// <summary>Until the other side is gone or it is told to stop.</summary>
    public async Task Run(CancellationToken stop)
    {
        connection.NoDelay = true;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        var writing = _outgoing.Pump(PipeWriter.Create(stream), ended.Token);
        try
        {
            await Hear(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 128 * 1024)), stop);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // The other process has ended, or this one does.
        }

        await ended.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Hear(PipeReader reader, CancellationToken stop)
    {
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var rest = read.Buffer;
            while (TryTake(ref rest))
            {
                // each is handled as it is taken
            }

            if (read.IsCompleted)
                return;
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private bool TryTake(ref ReadOnlySequence<byte> rest)
    {
        if (rest.Length < HeadLength)
            return false;
        Span<byte> head = stackalloc byte[HeadLength];
        rest.Slice(0, HeadLength).CopyTo(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (rest.Length < HeadLength + length)
            return false;

        var content = rest.Slice(HeadLength, length);
        heard(this, BinaryPrimitives.ReadInt32LittleEndian(head[4..]), (LinkFrame)head[8], content.IsSingleSegment ? content.FirstSpan : content.ToArray());
        rest = rest.Slice(HeadLength + length);
        return true;
    }
}
