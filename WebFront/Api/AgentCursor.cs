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

    private readonly List<(string Id, int Seq)> _positions = [];

    public void Set(string conversation, int seq)
    {
        var id = GrainKey.IdOf(conversation);
        var index = _positions.FindIndex(position => position.Id == id);
        if (index < 0)
            _positions.Add((id, seq));
        else
            _positions[index] = (id, seq);
    }

    public void Remove(string conversation)
    {
        var id = GrainKey.IdOf(conversation);
        _positions.RemoveAll(position => position.Id == id);
    }

    /// <summary>By grain key.</summary>
    public Dictionary<string, int> In(string agency) => _positions.ToDictionary(position => GrainKey.Of(agency, position.Id), position => position.Seq);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[1 + (_positions.Count * RecordLength)];
        bytes[0] = Version;
        var rest = bytes[1..];
        foreach (var (id, seq) in _positions)
        {
            ConversationName.ToBytes(id, rest[..IdLength]);
            BinaryPrimitives.WriteInt32LittleEndian(rest[IdLength..], seq);
            rest = rest[RecordLength..];
        }

        return Base64Url.EncodeToString(bytes);
    }

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
            var seq = BinaryPrimitives.ReadInt32LittleEndian(rest[IdLength..]);
            if (seq < 0 || cursor._positions.Exists(position => position.Id == id))
                return null;
            cursor._positions.Add((id, seq));
        }

        return cursor;
    }
}
