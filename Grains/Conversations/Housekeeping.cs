using Microsoft.Extensions.Logging;
using Muster.Metrics;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>What is done off the message path: snapshots now and then, and what happened told to those who count it.</summary>
internal sealed class Housekeeping(ConversationLog conversation, IGrainFactory grains, string key, ILogger log)
{
    /// <summary>Facts after which a snapshot is worth its write.</summary>
    private const int SnapshotEvery = 500;

    private const int CountsAtOnce = 50;

    /// <summary>After something was recorded.</summary>
    public void Do()
    {
        // Who was answered is told at once: a board that knew of those who left alone would show too poor a service. The rest of a conversation is told together.
        var isAnswered = conversation.Conversation.HoldingSeq == conversation.Conversation.LastSeq;
        if (conversation.Uncounted >= CountsAtOnce || (conversation.Uncounted > 0 && (isAnswered || conversation.Conversation.Status != ConversationStatus.Active)))
            SendCounts();
        if (conversation.SinceSnapshot >= SnapshotEvery)
            SaveSnapshot().Ignore();
    }

    /// <summary>Before the activation ends.</summary>
    public async Task End()
    {
        SendCounts();
        try
        {
            await conversation.SaveSnapshot();
        }
        catch (JournalDisposedException)
        {
            log.LogInformation("{Conversation} was disposed of while it was held here.", key);
        }
    }

    private async Task SaveSnapshot()
    {
        try
        {
            await conversation.SaveSnapshot();
        }
        catch (Exception exception) when (exception is JournalUnavailableException or JournalDisposedException or TimeoutException)
        {
            log.LogWarning(exception, "The snapshot of {Conversation} was not saved; it is tried again later.", key);
        }
    }

    private void SendCounts()
    {
        foreach (var quarter in conversation.TakeCounts().GroupBy(counted => counted.Quarter, counted => counted.Count))
            grains.GetGrain<IMetricsGrain>(quarter.Key).Add([.. quarter]).Ignore();
    }
}
