using System.Buffers;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>How one kind of stream spells its items.</summary>
internal interface IEventWriter
{
    void Write(IBufferWriter<byte> output, FeedItem item);
}
