using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>
/// How far one reader has come in one conversation. It takes what the hub has; where that begins too late it reads the rest from the
/// grain, a page at a time and only when its reader has taken the page before: a slow reader costs no memory.
/// </summary>
internal sealed class ConversationCursor(ConversationHub hub, Caller caller, int after, Wakeup reader)
{
    private TranscriptPage? _page;
    private Place? _placeTold;

    /// <summary>Whoever comes back may still show one that was taken back meanwhile.</summary>
    private string? _noticeTold = after > 0 ? "" : null;
    private bool _isReading;
    private volatile bool _isClosed;

    public Caller Caller { get; } = caller;

    /// <summary>Everything up to it was taken or is not for this reader. Under the hub's lock, like all that follows.</summary>
    public int Position { get; set; } = after;

    public long SignalsSeen { get; set; } = RecentSignals.NewReader;

    public bool IsPlaceDue { get; set; } = true;

    /// <summary>Why the grain no longer answers this reader.</summary>
    public Refusal? Refusal { get; private set; }

    public void Wake() => reader.Wake();

    public void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        Wake();
    }

    /// <summary>Watches on behalf of this reader until that succeeds or is refused; for readers who cannot be told of a failure.</summary>
    public async Task Open()
    {
        for (var failures = 0; !_isClosed; failures++)
        {
            try
            {
                if (await hub.Watch(Caller) is { IsDone: false, Refusal: { } refusal })
                    Refuse(refusal);
                return;
            }
            catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
            {
                await hub.Pause(failures);
            }
        }
    }

    /// <summary>What was refused may have been right a moment ago and wrong now.</summary>
    public Task OpenAgain()
    {
        Refusal = null;
        return Open();
    }

    /// <summary>Reads the next page and wakes the reader when it is there.</summary>
    public async Task Read()
    {
        hub.Deliver(this, await NextPage());
        Wake();
    }

    public void Close()
    {
        _isClosed = true;
        hub.Remove(this);
    }

    public bool StartsReading() => !_isReading && !_isClosed && Refusal is null && (_isReading = true);

    public void Keep(TranscriptPage? page)
    {
        _isReading = false;
        _page = page;
    }

    public void TakePage(List<FeedItem> items)
    {
        if (_page is not { } page)
            return;

        _page = null;
        foreach (var entry in page.Entries)
        {
            if (entry.Seq > Position && !entry.IsHiddenFrom(Caller))
                items.Add(FeedItem.Of(hub.Key, entry));
        }

        Position = Math.Max(Position, EndOf(page));
    }

    /// <summary>Whether a new place is worth waking the reader for; the rest goes along with the heartbeats.</summary>
    public bool IsNews(Place? place, int nearFront) => Caller.Role == Role.Citizen && (place?.Ahead, _placeTold?.Ahead) switch
    {
        _ when place is not null && place.Notice?.Id != _noticeTold => true,
        (null, _) => false,
        (_, null) => true,
        _ when place!.IsClosed != _placeTold!.IsClosed => true,
        ({ } now, { } told) when now == told => IsAnotherWait(place.Wait, _placeTold.Wait),
        ({ } now, { } told) => now <= nearFront || Math.Abs(now - told) * 4 >= told || IsAnotherWait(place.Wait, _placeTold.Wait),
    };

    /// <summary>By a quarter (W14), or no longer known.</summary>
    private static bool IsAnotherWait(WaitPoint? now, WaitPoint? told) =>
        now is null != told is null || (now is { } wait && told is { } before && Math.Abs(wait.High - before.High) * 4 >= before.High);

    public void TakePlace(Place? place, List<FeedItem> items)
    {
        if (place is null || Caller.Role != Role.Citizen)
            return;

        IsPlaceDue = false;
        if (place.Notice?.Id != _noticeTold)
        {
            _noticeTold = place.Notice?.Id;
            items.Add(new FeedItem(FeedKind.Notice, hub.Key, 0, place.Notice));
        }

        if (_placeTold is not null && _placeTold.Ahead == place.Ahead && _placeTold.Wait == place.Wait && _placeTold.IsClosed == place.IsClosed)
            return;

        _placeTold = place;
        items.Add(new FeedItem(FeedKind.Position, hub.Key, 0, place));
    }

    private async Task<TranscriptPage?> NextPage()
    {
        for (var failures = 0; !_isClosed; failures++)
        {
            try
            {
                var answer = await hub.Read(Caller, Position);
                if (!answer.IsDone)
                {
                    Refuse(answer.Refusal.Value);
                    return null;
                }

                if (EndOf(answer.Value) > Position)
                    return answer.Value;
            }
            catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
            {
                // Asking again is the whole remedy.
            }

            // Also where the grain knew less than we do: an activation about to step down.
            await hub.Pause(failures);
        }

        return null;
    }

    private static int EndOf(TranscriptPage page) =>
        page.Entries.IsDefaultOrEmpty ? page.Next : Math.Max(page.Next, page.Entries[^1].Seq);
}
