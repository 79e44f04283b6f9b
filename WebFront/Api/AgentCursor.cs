using System.Buffers.Binary;
using System.Buffers.Text;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>
/// How far an agent's console has come in each conversation it holds, as the opaque <c>id</c> of its stream: so any front can go on
/// where another stopped, and nothing about it is stored. Forging one only deceives the forger.
/// </summary>
internal sealed class AgentCursor
{
    private const byte Version = 1;
    private const int IdLength = 16;
    private const int RecordLength = IdLength + sizeof(int);

    /// <summary>More than any account may hold.</summary>
    private const int Most = 100;

    // In the order of the records: kept as they are written, for each message moves one number only.
    private readonly List<string> _ids = [];
    private byte[] _bytes = [Version];

    public void Set(string conversation, int seq)
    {
        var index = IndexOf(conversation);
        if (index < 0)
        {
            index = _ids.Count;
            Add(GrainKey.IdOf(conversation));
        }

        BinaryPrimitives.WriteInt32LittleEndian(Record(index)[IdLength..], seq);
    }

    public void Remove(string conversation)
    {
        var index = IndexOf(conversation);
        if (index < 0)
            return;

        _ids.RemoveAt(index);
        _bytes = [.. _bytes[..(1 + (index * RecordLength))], .. _bytes[(1 + ((index + 1) * RecordLength))..]];
    }

    /// <summary>By grain key.</summary>
    public Dictionary<string, int> In(string agency) => Enumerable.Range(0, _ids.Count).ToDictionary(
        index => GrainKey.Of(agency, _ids[index]),
        index => BinaryPrimitives.ReadInt32LittleEndian(Record(index)[IdLength..]));

    public override string ToString() => Base64Url.EncodeToString(_bytes);

    /// <summary>Null for what we never wrote.</summary>
    public static AgentCursor? Parse(string text)
    {
        if (text.Length > Most * RecordLength * 2 || !Base64Url.IsValid(text))
            return null;

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length == 0 || bytes[0] != Version || (bytes.Length - 1) % RecordLength != 0 || bytes.Length > 1 + (Most * RecordLength))
            return null;

        var cursor = new AgentCursor();
        for (var rest = bytes.AsSpan(1); !rest.IsEmpty; rest = rest[RecordLength..])
        {
            var id = ConversationName.FromBytes(rest[..IdLength]);
            if (BinaryPrimitives.ReadInt32LittleEndian(rest[IdLength..]) < 0 || cursor._ids.Contains(id))
                return null;
            cursor._ids.Add(id);
        }

        cursor._bytes = bytes;
        return cursor;
    }

    private void Add(string id)
    {
        _ids.Add(id);
        Array.Resize(ref _bytes, _bytes.Length + RecordLength);
        ConversationName.ToBytes(id, Record(_ids.Count - 1)[..IdLength]);
    }

    private int IndexOf(string conversation)
    {
        for (var index = 0; index < _ids.Count; index++)
        {
            if (conversation.EndsWith(_ids[index], StringComparison.Ordinal))
                return index;
        }

        return -1;
    }

    private Span<byte> Record(int index) => _bytes.AsSpan(1 + (index * RecordLength), RecordLength);
}
