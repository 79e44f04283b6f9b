using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Live;

/// <summary>
/// What this front knows of one conversation: its newest entry, who holds it, and the entries that its streams here have yet to take.
/// Entries that everybody has taken are let go, so a quiet conversation costs next to nothing.
/// </summary>
internal sealed class ConversationHub(string key, Feed feed) : Watched(key)
{
    private readonly Lock _gate = new();
    private readonly IConversationGrain _grain = feed.Grains.GetGrain<IConversationGrain>(key);
    private readonly RecentEntries _entries = new(feed.Settings.RecentEntries);
    private readonly RecentSignals _signals = new();
    private readonly Standing _standing = new();

    /// <summary>Replaced as a whole, so that those who wake readers need no lock.</summary>
    private ConversationCursor[] _cursors = [];

    /// <summary>The newest entry known to exist; beyond the recent ones where a push got lost.</summary>
    private int _lastSeq;
    private int _promisedSeq;

    private Line? _line;

    private int _citizens;
    private bool _isToldConnected;
    private bool _isToTellAgain;
    private bool _isRetired;

    public int LastSeq => Volatile.Read(ref _lastSeq);

    public bool HasCitizen => Volatile.Read(ref _citizens) > 0;

    /// <summary>The beat at which a reader left last.</summary>
    internal long QuietSince { get; set; }

    public Task Pause(int failures) => feed.Pause(failures);

    /// <summary>Watches for one caller, which also says whether they may see it at all.</summary>
    public async Task<Outcome<WatchAnswer>> Watch(Caller caller)
    {
        feed.Renewals.Keep(this);
        var answer = await _grain.Watch(caller, feed.ConversationWatcher, LastSeq);
        if (answer.IsDone)
            Learn(answer.Value);

        return answer;
    }

    public Task<Outcome<TranscriptPage>> Read(Caller caller, int after) => _grain.Read(caller, after, feed.Settings.PageSize);

    public override async Task Renew()
    {
        foreach (var cursor in Volatile.Read(ref _cursors))
        {
            if (cursor.Refusal is not null)
                continue;

            var silo = Silo;
            var answer = await _grain.Watch(cursor.Caller, feed.ConversationWatcher, LastSeq);
            if (answer.IsDone)
            {
                Learn(answer.Value);
                TellAgain(silo != Silo);
                return;
            }

            cursor.Refuse(answer.Refusal.Value);
        }
    }

    /// <summary>The grain has gone somewhere else and knows of no watcher.</summary>
    public void Move()
    {
        Volatile.Write(ref _isToTellAgain, true);
        feed.Renewals.AtOnce(this);
    }

    /// <summary>For a reader who has just been given the conversation.</summary>
    public Task ReadFromFirst(ConversationCursor cursor)
    {
        lock (_gate)
        {
            if (!cursor.StartsReading())
                return Task.CompletedTask;
        }

        return cursor.Read();
    }

    /// <summary>False when it has just been given up: ask for another.</summary>
    public bool TryAdd(ConversationCursor cursor)
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;

            _cursors = [.. _cursors, cursor];
            if (cursor.Caller.Role == Role.Citizen)
            {
                _citizens++;
                FollowLine();
            }
        }

        return true;
    }

    /// <summary>The citizen's stream has opened: the conversation is told of the first.</summary>
    public void Greet(Caller citizen)
    {
        lock (_gate)
        {
            if (_isToldConnected)
                return;

            _isToldConnected = true;
        }

        Tell(citizen, isConnected: true);
    }

    public void Remove(ConversationCursor cursor)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_cursors, cursor);
            if (index < 0)
                return;

            _cursors = [.. _cursors[..index], .. _cursors[(index + 1)..]];
            if (cursor.Caller.Role == Role.Citizen)
            {
                _citizens--;
                FollowLine();
            }

            LetGo();
        }

        feed.Linger(this);
    }

    /// <summary>Entries are on stable storage.</summary>
    public void Record(string? holder, ImmutableArray<Entry> entries)
    {
        var isAdvised = false;
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                isAdvised |= entry.Kind == EntryKind.ConsultJoined;
                if (_entries.Append(entry, holder) && _standing.Follow(entry, holder))
                    FollowLine();
            }

            if (_entries.NextSeq - 1 > _lastSeq)
                Volatile.Write(ref _lastSeq, _entries.NextSeq - 1);
            LetGo();
        }

        if (isAdvised)
            feed.Renewals.AtOnce(this); // entries tell no staff ids: the conversation itself says who reads along
        WakeAll();
    }

    public void Hear(Signal signal)
    {
        lock (_gate)
        {
            if (!_signals.Add(signal))
                return;
        }

        // Another front saw its stream of the citizen end, while there is one here.
        if (signal is { Kind: Signal.Presence, IsConnected: false } && HasCitizen)
            Tell(Citizen(), isConnected: true);
        WakeAll();
    }

    /// <summary>An acknowledgement names an entry; true where its push has not arrived.</summary>
    public bool Promise(int seq)
    {
        if (seq <= LastSeq)
            return false;

        lock (_gate)
            _promisedSeq = Math.Max(_promisedSeq, seq);
        return true;
    }

    /// <summary>A push that should long have arrived is lost: the readers read.</summary>
    public void KeepPromise()
    {
        lock (_gate)
        {
            if (_promisedSeq <= _lastSeq)
                return;

            Volatile.Write(ref _lastSeq, _promisedSeq);
        }

        WakeAll();
    }

    /// <summary>Gives a reader what there is for it.</summary>
    /// <returns>Whether there is more than this front has: the reader is to read.</returns>
    public bool Take(ConversationCursor cursor, List<FeedItem> items)
    {
        lock (_gate)
        {
            cursor.TakePage(items);
            if (cursor.Position + 1 < _entries.NextSeq)
                TakeEntries(cursor, items);
            if (cursor.SignalsSeen != _signals.Version)
                TakeSignals(cursor, items);
            if (cursor.IsPlaceDue)
                cursor.TakePlace(PlaceNow(), items);
            LetGo();
            return cursor.Position < _lastSeq && cursor.StartsReading();
        }
    }

    /// <summary>Whether the reader may not follow any longer, and has taken everything that was theirs.</summary>
    public bool IsOverFor(ConversationCursor cursor)
    {
        lock (_gate)
        {
            return cursor.Refusal is not null
                || (_standing.IsKnown && cursor.Position >= _lastSeq && !cursor.Caller.MayFollow(_standing.Holder, _standing.Queue, _standing.Expert));
        }
    }

    /// <summary>What a reader read is kept for it until it is taken.</summary>
    public void Deliver(ConversationCursor cursor, TranscriptPage? page)
    {
        lock (_gate)
        {
            cursor.Keep(page);
            if (page is not null && page.LastSeq > _lastSeq)
                Volatile.Write(ref _lastSeq, page.LastSeq);
        }
    }

    /// <summary>The line has moved: those who wait here look at their place, the near ones at every step.</summary>
    public void LookAtPlace()
    {
        foreach (var cursor in Volatile.Read(ref _cursors))
        {
            lock (_gate)
            {
                if (!cursor.IsNews(PlaceNow(), feed.Settings.NearFront))
                    continue;

                cursor.IsPlaceDue = true;
            }

            cursor.Wake();
        }
    }

    /// <summary>Nobody has come back for a while: the conversation is told that its citizen is gone, and without any reader it is let go.</summary>
    /// <returns>Whether the feed is to forget it.</returns>
    public bool TryRetire()
    {
        bool isGone;
        bool isRetired;
        lock (_gate)
        {
            isGone = _citizens == 0 && _isToldConnected;
            _isToldConnected &= !isGone;
            isRetired = _isRetired = _cursors.Length == 0;
        }

        if (isGone)
            Tell(Citizen(), isConnected: false);
        return isRetired;
    }

    private void Learn(WatchAnswer answer)
    {
        lock (_gate)
        {
            Silo = answer.Silo;
            if (_standing.Learn(answer))
                FollowLine();
            if (_entries.NextSeq == 0)
                _entries.NextSeq = answer.LastSeq + 1;
            if (answer.LastSeq > _lastSeq)
                Volatile.Write(ref _lastSeq, answer.LastSeq);
        }

        WakeAll();
    }

    /// <summary>A line is followed for waiting citizens alone.</summary>
    private void FollowLine()
    {
        foreach (var cursor in _cursors)
            cursor.IsPlaceDue = true;
        var line = _citizens > 0 && _standing is { IsWaiting: true, Queue: { } queue } ? feed.Lines.Of(GrainKey.Of(GrainKey.AgencyOf(Key), queue)) : null;
        if (ReferenceEquals(line, _line))
            return;

        _line?.Remove(this);
        _line = line;
        _line?.Add(this);
    }

    private void TakeEntries(ConversationCursor cursor, List<FeedItem> items)
    {
        foreach (var (entry, holder) in _entries.After(cursor.Position))
        {
            if (!cursor.Caller.MaySee(holder, _standing.Holder, _standing.Queue, _standing.Expert))
                return; // not skipped: it is theirs after all if the conversation comes back to them

            cursor.Position = entry.Seq;
            if (!entry.IsHiddenFrom(cursor.Caller))
                items.Add(FeedItem.Of(Key, entry));
        }
    }

    private void TakeSignals(ConversationCursor cursor, List<FeedItem> items)
    {
        foreach (var signal in _signals.After(cursor.SignalsSeen))
        {
            if (cursor.Caller.MaySee(signal, _standing.Holder, _standing.Queue))
                items.Add(new FeedItem(FeedKind.Signal, Key, signal.Seq ?? 0, signal));
        }

        cursor.SignalsSeen = _signals.Version;
    }

    private Place? PlaceNow() => _standing.In(_line?.Snapshot);

    private void LetGo()
    {
        var slowest = int.MaxValue;
        foreach (var cursor in _cursors)
            slowest = Math.Min(slowest, cursor.Position);
        _entries.LetGo(slowest);
    }

    private void WakeAll()
    {
        foreach (var cursor in Volatile.Read(ref _cursors))
            cursor.Wake();
    }

    private void TellAgain(bool hasMoved)
    {
        if ((Interlocked.Exchange(ref _isToTellAgain, false) || hasMoved) && HasCitizen)
            Tell(Citizen(), isConnected: true);
    }

    private void Tell(Caller citizen, bool isConnected) => Feed.Forget(_grain.Connected(citizen, isConnected));

    private Caller Citizen() => Caller.Citizen(GrainKey.AgencyOf(Key), Key);
}
