#if ENGINE_ORLEANS
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;

namespace Muster.Tests.Cluster;

/// <summary>What one sender was told about their messages, and whether it is so.</summary>
internal sealed class Ledger(string conversation, string sender)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<(string Text, Receipt Receipt)> _acknowledged = [];

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Sends again, as a client does, until it is acknowledged or refused.</summary>
    public async Task Post(int number, Func<string, string, Task<Outcome<Receipt>>> post)
    {
        var text = $"{sender} {number}";
        var outcome = await Insist(() => post(text, $"{sender}-{number}"));
        _acknowledged.Add((text, Assert.IsType<Receipt>(outcome.Value)));
    }

    public static async Task<T> Insist<T>(Func<Task<T>> send)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await send();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Nothing lost, nothing doubled, nothing reordered.</summary>
    public async Task Check(IJournal<ConversationFact, Conversation> journal)
    {
        var stored = await journal.Read(conversation, 0, 20_000);
        var mine = stored.Where(entry => entry.Fact is MessagePosted message && message.Text.StartsWith($"{sender} ", StringComparison.Ordinal));

        Assert.Equal(Enumerable.Range(1, stored.Count), stored.Select(entry => entry.Seq));
        Assert.Equal(
            _acknowledged.Select(sent => (sent.Text, sent.Receipt.Seq, sent.Receipt.At)),
            mine.Select(entry => (((MessagePosted)entry.Fact).Text, entry.Seq, entry.At)));
    }
}
#endif
