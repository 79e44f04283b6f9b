using System.Buffers.Binary;
using System.Globalization;
using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Simulation;

/// <summary>The conversations on a disk, whether a log keeps them or pages of states do.</summary>
public sealed class StoredConversations(SimulatedDisk disk)
{
    private const string Journal = "journal";
    private const string Page = "page-";

    /// <summary>Those with entries.</summary>
    public IReadOnlyCollection<string> Conversations =>
        [.. disk.Conversations.Concat(disk.StatesOf(Journal + "/").Where(name => name.EndsWith($" {Page}0", StringComparison.Ordinal)).Select(ConversationOf)).Where(IsConversation)];

    /// <summary>Tells one from a part of an audit log.</summary>
    public static bool IsConversation(string journal) => journal.Count(unit => unit == '/') == 1;

    public IEnumerable<StoredFact> FactsOf(string conversation) => EntriesOf(conversation).Select(entry => Fact(conversation, entry));

    /// <summary>The newest fact that a snapshot covers; 0 without one.</summary>
    public int SnapshotOf(string conversation) => disk.State($"{Journal}/{conversation} snapshot") is { } state
        ? BinaryPrimitives.ReadInt32LittleEndian(state.Bytes)
        : disk.SnapshotSeq(conversation);

    /// <summary>Whether it has come to its end; a rating may follow.</summary>
    public bool IsClosed(string conversation) => EntriesOf(conversation).TakeLast(3).Any(entry => Fact(conversation, entry).Kind == "closed");

    /// <summary>Whether it is no consult.</summary>
    public bool IsCitizens(string conversation) => EntriesOf(conversation) is [var first, ..] && Fact(conversation, first).ConsultOf is null;

    private static StoredFact Fact(string conversation, (int Seq, long At, ReadOnlyMemory<byte> Body) entry) =>
        StoredFormat.Fact(conversation, entry.Seq, entry.At, entry.Body.Span);

    private IReadOnlyList<(int Seq, long At, ReadOnlyMemory<byte> Body)> EntriesOf(string conversation) => disk.Read(conversation, 0, int.MaxValue) is { Length: > 0 } log
        ? [.. log.Select(entry => (entry.Seq, entry.At, entry.Body))]
        : [.. PagesOf(conversation).SelectMany(StoredFormat.Page).Select(entry => (entry.Seq, entry.At, (ReadOnlyMemory<byte>)entry.Body))];

    private IEnumerable<byte[]> PagesOf(string conversation) =>
        from name in disk.StatesOf($"{Journal}/{conversation} {Page}")
        orderby int.Parse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture)
        select disk.State(name)!.Value.Bytes;

    private static string ConversationOf(string name) => name[(Journal.Length + 1)..name.IndexOf(' ', StringComparison.Ordinal)];
}
