namespace Muster.Tests.Simulation.Checking;

/// <summary>What the facts of one conversation tell, and whether they may follow each other like that.</summary>
public sealed class Story(string conversation)
{
    private readonly List<StoredFact> _facts = [];
    private readonly List<string> _faults = [];
    private string _status = "unopened";
    private Wait? _wait;
    private Tenure? _tenure;
    private StoredFact? _question;
    private Advice? _advice;
    private bool _isAdviceOver;

    public string Conversation { get; } = conversation;

    public IReadOnlyList<StoredFact> Facts => _facts;

    public List<Wait> Waits { get; } = [];

    public List<Tenure> Tenures { get; } = [];

    /// <summary>Who has advised its holders.</summary>
    public List<Advice> Advice { get; } = [];

    /// <summary>The conversation that advice is sought on in this one; null for a citizen's.</summary>
    public string? ConsultOf => Started?.ConsultOf;

    /// <summary>Facts that contradict those before them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary><c>waiting</c>, <c>active</c>, <c>wrap-up</c> or <c>closed</c>.</summary>
    public string Status => _status;

    public StoredFact? Started => _facts.FirstOrDefault(fact => fact.Kind == "started");

    public StoredFact? Closed { get; private set; }

    public string? Holder => _status is "active" or "wrap-up" ? _tenure?.StaffId : null;

    /// <summary>The queue whose register it belongs in.</summary>
    public string? Queue { get; private set; }

    public StoredFact? At(int seq) => seq >= 1 && seq <= _facts.Count && _facts[seq - 1].Seq == seq ? _facts[seq - 1] : null;

    public void Add(StoredFact fact)
    {
        if (fact.Seq != _facts.Count + 1)
            _faults.Add($"{fact} stands where number {_facts.Count + 1} belongs");
        if (_facts.Count > 0 && fact.At < _facts[^1].At)
            _faults.Add($"{fact} is older than the one before it");
        _facts.Add(fact);
        Follow(fact);
    }

    private void Follow(StoredFact fact)
    {
        if (_isAdviceOver)
            Expect(fact, fact.Kind == "consult-ended"); // with the fact that took it from who asked
        _isAdviceOver = _question is not null && (fact.Kind is "queued" or "closed" || (fact.Kind == "joined" && fact.StaffId != _question.StaffId));
        switch (fact.Kind)
        {
            case "started":
                Expect(fact, _status == "unopened");
                _status = "started";
                Queue = fact.Queue;
                break;
            case "contact-asked":
                Expect(fact, _status is "started" or "waiting");
                break;
            case "notice-answer":
                Expect(fact, _status == "waiting");
                break;
            case "life-at-risk":
                Expect(fact, _status is "started" or "waiting" or "active" or "wrap-up");
                break;
            case "triaged":
                Expect(fact, _status == "started" || _facts is [.., { Kind: "life-at-risk" or "contact-asked" }, _] or [.., { Kind: "transferred" }, { Kind: "note" }, _]
                    || (_status == "waiting" && _facts.FindLast(one => one.Kind == "transferred") is { Group: not null }));
                break;
            case "queued":
                Expect(fact, _status is "started" or "active" || (_status == "waiting" && (fact.Reason is "life-at-risk" or "contact-asked" or "not-taken" || (fact.Reason == "moved" && LastHandover() is { IsBySupervisor: true }))));
                Expect(fact, !fact.IsBeyondLimit || (fact.For is not null && (LastHandover() is { IsBySupervisor: true } || (fact.Reason == "contact-asked" && _wait is { Queued.IsBeyondLimit: true } asked && asked.Queued.For == fact.For))));
                EndWait(fact);
                if (_tenure is { Ended: null } && fact.For is null && LastHandover() is { } handed && (handed.IsBySupervisor || handed.Group is not null))
                    _tenure.IsTakenAway = true;
                EndTenure(fact);
                Queue = fact.Queue;
                Waits.Add(_wait = new Wait(fact) { NotFor = Started?.NotFor });
                _status = "waiting";
                break;
            case "joined":
                Expect(fact, fact.Queue == Queue && (fact.IsTaken ? IsTakenOver() : _status == "waiting" && _wait!.IsFor(fact.StaffId!, fact.At)));
                EndWait(fact);
                EndTenure(fact);
                Tenures.Add(_tenure = new Tenure(fact));
                _status = "active";
                break;
            case "citizen-left":
                Expect(fact, _status == "active");
                _status = "wrap-up";
                break;
            case "closed":
                Expect(fact, _status is "active" or "wrap-up" || (_status == "waiting" && (ConsultOf is not null || fact.IsBySupervisor == (fact.Outcome == "ended-in-line"))));
                EndWait(fact);
                EndTenure(fact);
                Closed = fact;
                _status = "closed";
                break;
            case "rated":
                Expect(fact, _status is "wrap-up" or "closed");
                break;
            case "removed":
                break;
            case "anonymised":
                Expect(fact, _status == "closed");
                break;
            case "message" when fact.From == "citizen":
                Expect(fact, _status is "started" or "waiting" or "active" or "wrap-up");
                break;
            case "closing-answered":
                Expect(fact, _status is not "closed" and not "unopened");
                break;
            case "consult-asked":
                Expect(fact, _status == "active" && fact.StaffId == _tenure!.StaffId && _question is null && ConsultOf is null);
                _question = fact;
                break;
            case "consult-joined":
                Expect(fact, fact.Consult == _question?.Consult && _advice is null);
                Advice.Add(_advice = new Advice(fact, _question!));
                break;
            case "consult-left":
                Expect(fact, fact.Consult == _question?.Consult && _advice?.StaffId == fact.StaffId);
                EndAdvice(fact);
                break;
            case "consult-ended":
                Expect(fact, fact.Consult == _question?.Consult);
                EndAdvice(fact);
                _question = null;
                break;
            case "note" when fact.StaffId is not null && fact.StaffId == _advice?.StaffId:
                Expect(fact, _status is "active" or "wrap-up");
                break;
            case "note" when fact.IsBySupervisor:
                Expect(fact, _status is "waiting" or "active" or "wrap-up");
                break;
            case "message" when fact.IsBySupervisor:
                Expect(fact, _status == "active");
                break;
            case "transferred" when fact.IsBySupervisor:
                Expect(fact, _status is "active" or "waiting");
                break;
            default: // what only the holder does
                Expect(fact, _status is "active" or "wrap-up" && fact.StaffId == _tenure!.StaffId);
                break;
        }
    }

    /// <summary>Out of the line; or from whoever had it, who has just left it for that.</summary>
    private bool IsTakenOver() => _status == "waiting" || (_status == "active" && _facts is [.., { Kind: "left", Reason: "taken-over" }, _]);

    /// <summary>Somebody has just said where it goes; null where nobody has.</summary>
    private StoredFact? LastHandover() => _facts[..^1].FindLast(before => before.Kind is not ("note" or "triaged")) is { Kind: "transferred" } handed ? handed : null;

    private void Expect(StoredFact fact, bool isPossible)
    {
        if (!isPossible)
            _faults.Add($"{fact} while {_status} (holder {_tenure?.StaffId}, queue {Queue})");
    }

    private void EndWait(StoredFact fact)
    {
        if (_wait is { Ended: null })
            _wait.Ended = fact;
    }

    private void EndAdvice(StoredFact fact)
    {
        if (_advice is not null)
            _advice.Ended = fact;
        _advice = null;
    }

    private void EndTenure(StoredFact fact)
    {
        if (_tenure is { Ended: null })
            _tenure.Ended = fact;
    }
}
