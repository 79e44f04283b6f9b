using System.Buffers.Binary;
using System.Globalization;
using Muster.Records;
using Orleans.Storage;

namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>The records of a conversation in a key-value store, by name: <c>page-n</c>, <c>index</c>, <c>keys-n</c>, <c>snapshot</c>.</summary>
internal sealed class JournalRecords(IGrainStorage storage)
{
    private const string IndexName = "index";
    private const string SnapshotName = "snapshot";

    public async Task<(JournalPage Page, string? Tag)?> Page(string conversation, int slot) =>
        await Read(conversation, PageName(slot)) is { RecordExists: true, State: { } state } found ? (JournalPage.Of(conversation, state.Bytes), found.ETag) : null;

    public Task<string?> WritePage(string conversation, int slot, JournalPage page, string? tag) =>
        Write(conversation, PageName(slot), page.Bytes(conversation), tag);

    public async Task<(JournalIndex Index, string? Tag)> Index(string conversation) =>
        await Read(conversation, IndexName) is { RecordExists: true, State: { } state } found
            ? (JournalIndex.Of(conversation, state.Bytes), found.ETag)
            : (JournalIndex.OfNew, null);

    public Task<string?> WriteIndex(string conversation, JournalIndex index, string? tag) =>
        Write(conversation, IndexName, index.Bytes(conversation), tag);

    /// <summary>The list of a block of closed pages; empty where no page begins in it.</summary>
    public async Task<IReadOnlyList<PageEntry>> Keys(string conversation, int block) =>
        await Read(conversation, KeysName(block)) is { RecordExists: true, State: { } state } ? JournalIndex.Of(conversation, state.Bytes).Closed : [];

    /// <summary>Whoever comes here after a crash writes the same again.</summary>
    public async Task WriteKeys(string conversation, int block, JournalIndex closed)
    {
        var before = await Read(conversation, KeysName(block));
        await Write(conversation, KeysName(block), closed.Bytes(conversation), before.ETag);
    }

    public async Task<(int Seq, byte[] Body, string? Tag)?> Snapshot(string conversation) =>
        await Read(conversation, SnapshotName) is { RecordExists: true, State.Bytes: { Length: >= 4 } bytes } found
            ? (BinaryPrimitives.ReadInt32LittleEndian(bytes), bytes[4..], found.ETag)
            : null;

    public Task WriteSnapshot(string conversation, int seq, byte[] body, string? tag)
    {
        var bytes = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, seq);
        body.CopyTo(bytes, 4);
        return Write(conversation, SnapshotName, bytes, tag);
    }

    private static string PageName(int slot) => string.Create(CultureInfo.InvariantCulture, $"page-{slot}");

    private static string KeysName(int block) => string.Create(CultureInfo.InvariantCulture, $"keys-{block}");

    private static GrainId Grain(string conversation) => GrainId.Create("journal", conversation);

    private async Task<GrainState<StoredBytes>> Read(string conversation, string name)
    {
        var state = new GrainState<StoredBytes>(new StoredBytes());
        try
        {
            await storage.ReadStateAsync(name, Grain(conversation), state);
            return state;
        }
        catch (Exception failure) when (failure is not JournalDamagedException)
        {
            throw Failure(conversation, "read", failure);
        }
    }

    /// <returns>Its new tag.</returns>
    private async Task<string?> Write(string conversation, string name, byte[] bytes, string? tag)
    {
        var state = new GrainState<StoredBytes>(new StoredBytes { Bytes = bytes }, tag) { RecordExists = tag is not null };
        try
        {
            await storage.WriteStateAsync(name, Grain(conversation), state);
            return state.ETag;
        }
        catch (Exception failure) when (failure is not InconsistentStateException)
        {
            throw Failure(conversation, "written", failure);
        }
    }

    private static Exception Failure(string conversation, string verb, Exception failure) => failure is StateDamagedException
        ? new JournalDamagedException($"Conversation {conversation} could not be {verb}: {failure.Message}", failure)
        : new JournalUnavailableException($"Conversation {conversation} could not be {verb}: {failure.Message}", failure);
}
