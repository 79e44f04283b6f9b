using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Reads what lies on the disk by its format alone: an envelope (version, id of the data key, nonce, AES-GCM, tag) around JSON. Written against the
/// format and not with the product's code, so that a mistake there does not hide itself. It leaves the tag to the product's own tests.
/// </summary>
public static class StoredFormat
{
    private const int HeaderLength = 17;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Making one takes longer than using it.</summary>
    [ThreadStatic]
    private static Dictionary<UInt128, Aes>? _ciphers;

    public static JsonElement Open(ReadOnlySpan<byte> record)
    {
        var content = record[(HeaderLength + NonceLength)..^TagLength];
        var opened = new byte[content.Length];
        Decrypt(record[1..HeaderLength], record.Slice(HeaderLength, NonceLength), content, opened);
        return JsonElement.Parse(opened);
    }

    public static StoredFact Fact(string conversation, int seq, long at, ReadOnlySpan<byte> record)
    {
        var json = Open(record);
        var kind = Text(json, "fact")!;
        var by = Part(json, "from") ?? Part(json, "agent") ?? Part(json, "expert") ?? Part(json, "by");
        var consult = kind == "started" ? Part(json, "consult") : null;
        return new StoredFact(conversation, seq, new DateTimeOffset(at, TimeSpan.Zero), kind)
        {
            From = kind == "message" ? by is { } author && author.GetProperty("role").GetInt32() == 0 ? "citizen" : "agent" : null,
            IsBySupervisor = by is { } overseer && overseer.GetProperty("role").GetInt32() == 2,
            StaffId = by is { } staff ? Text(staff, "staffId") : null,
            Text = Text(json, "text") ?? Text(json, "question"),
            MessageId = Text(json, "messageId"),
            Secret = Text(json, "secret"),
            Reference = Text(json, "reference"),
            Queue = kind == "consult-asked" ? null : Text(json, "queue"), // it stays where it is
            Ticket = Part(json, "ticket")?.GetInt64() ?? 0,
            Reason = Text(json, "reason"),
            For = Text(json, "for"),
            ForUntil = Part(json, "forUntil")?.GetDateTimeOffset(),
            IsBeyondLimit = Text(json, "beyondLimitBy") is not null,
            IsTaken = Part(json, "isTaken")?.GetBoolean() ?? false,
            NotBefore = Part(json, "notBefore")?.GetDateTimeOffset(),
            Group = Text(json, "group"),
            Priority = Text(json, "priority"),
            AskedAt = Part(json, "triage") is { } triage ? Part(triage, "askedAt")?.GetDateTimeOffset() : null,
            Consult = kind == "started" ? null : Text(json, "consult"),
            ConsultSeq = Part(json, "seq")?.GetInt32() ?? 0,
            ConsultOf = consult is { } of ? Text(of, "conversation") : null,
            NotFor = consult is { } asked ? Text(asked, "by") : null,
            IsCallBack = Part(json, "request") is { } request ? request.GetProperty("isCallBack").GetBoolean() : null,
            LeavesMessage = Part(json, "leavesMessage")?.GetBoolean() ?? false,
            Outcome = kind == "closed" ? Text(json, "outcome") : null, // that of a try to reach somebody is a number
            Helped = Part(json, "helped")?.GetBoolean(),
            Satisfaction = Part(json, "satisfaction")?.GetInt32() ?? 0,
        };
    }

    /// <summary>
    /// A page of a journal that is kept as states: a version, the first entry's number and the list's length (4 bytes each), the list
    /// behind a checksum (28 bytes an entry: time, key, length), then the bodies.
    /// </summary>
    public static IEnumerable<(int Seq, long At, byte[] Body)> Page(byte[] record)
    {
        var seq = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(1));
        var body = 9 + BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(5));
        for (var (at, end) = (9 + 4, body); at < end; at += 28, seq++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(at + 24));
            yield return (seq, BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(at)), record[body..(body + length)]);
            body += length;
        }
    }

    /// <summary>What an agent's state names, and whether it says that they are not there.</summary>
    public static (IReadOnlyList<StoredSlot> Slots, bool IsOffline) Agent(string staffId, ReadOnlySpan<byte> record)
    {
        var state = Open(record);
        return (
            [.. state.GetProperty("slots").EnumerateArray().Select(slot => new StoredSlot(
                staffId, Text(slot, "conversation")!, slot.GetProperty("state").GetInt32() switch { 0 => "reserved", 1 => "offered", 2 => "held", _ => "wrap-up" }) { IsBeyondLimit = Text(slot, "beyondLimitBy") is not null })],
            state.GetProperty("presence").GetInt32() == 0);
    }

    /// <summary>The numbers of a queue's segments.</summary>
    public static IReadOnlyList<int> Segments(ReadOnlySpan<byte> record) =>
        [.. Open(record).GetProperty("segments").EnumerateArray().Select(number => number.GetInt32())];

    public static IReadOnlyList<StoredPlace> Places(string queue, ReadOnlySpan<byte> record) =>
        [.. Open(record).GetProperty("entries").EnumerateArray().Select(entry => new StoredPlace(
            queue, Text(entry, "conversation")!, entry.GetProperty("isHeld").GetBoolean(), entry.GetProperty("ticket").GetInt64()))];

    /// <summary>The conversations in a register of closed ones.</summary>
    public static IReadOnlyList<string> Closed(ReadOnlySpan<byte> record) =>
        [.. Open(record).GetProperty("items").EnumerateArray().Select(item => Text(item, "conversation")!)];

    /// <summary>The figures of a queue's quarter of an hour: what conversations add up to, and what agents and fronts have told.</summary>
    public static (IReadOnlyList<StoredFigure> OfConversations, IReadOnlyList<StoredFigure> Told) Figures(string queue, string quarter, ReadOnlySpan<byte> record)
    {
        var state = Open(record);
        return (Figures(queue, quarter, state.GetProperty("figures")), Figures(queue, quarter, state.GetProperty("toldFigures")));
    }

    private static IReadOnlyList<StoredFigure> Figures(string queue, string quarter, JsonElement kinds) =>
        [.. kinds.EnumerateArray().Select(kind => (What: kind.GetProperty("what").GetInt32(), Figure: kind.GetProperty("figure"))).Select(kind => new StoredFigure(
            queue,
            quarter,
            kind.What,
            kind.Figure.GetProperty("number").GetInt32(),
            kind.Figure.GetProperty("totalMilliseconds").GetInt64(),
            string.Join(",", kind.Figure.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetInt32()))))];

    private static JsonElement? Part(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static string? Text(JsonElement json, string name) => Part(json, name)?.GetString();

    /// <summary>GCM is counter mode; block 1 is the tag's.</summary>
    private static void Decrypt(ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content, Span<byte> opened)
    {
        var counters = new byte[(content.Length + 15) / 16 * 16];
        for (var block = 0; block < counters.Length / 16; block++)
        {
            nonce.CopyTo(counters.AsSpan(block * 16));
            BinaryPrimitives.WriteInt32BigEndian(counters.AsSpan((block * 16) + 12), block + 2);
        }

        _ciphers ??= [];
        var id = BinaryPrimitives.ReadUInt128BigEndian(keyId);
        if (!_ciphers.TryGetValue(id, out var cipher))
        {
            if (_ciphers.Count > 1_000)
                _ciphers.Clear();
            _ciphers[id] = cipher = Aes.Create();
            cipher.Key = SHA256.HashData(keyId); // as the simulation makes them: see KeysByTheirIds
        }

#pragma warning disable CA5358 // The building block of counter mode, not a mode to encrypt with.
        var stream = cipher.EncryptEcb(counters, PaddingMode.None);
#pragma warning restore CA5358
        for (var i = 0; i < content.Length; i++)
            opened[i] = (byte)(content[i] ^ stream[i]);
    }
}
