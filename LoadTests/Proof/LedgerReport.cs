namespace Muster.LoadTests.Proof;

/// <summary>What the ledger found.</summary>
/// <param name="Conversations">how many were checked</param>
/// <param name="Acknowledged">messages that were acknowledged, first messages included</param>
/// <param name="Faults">empty is the promise</param>
internal sealed record LedgerReport(int Conversations, long Acknowledged, IReadOnlyList<Fault> Faults)
{
    public int Lost => Count(FaultKind.Lost);

    public int Doubled => Count(FaultKind.Doubled);

    public int Reordered => Count(FaultKind.Reordered);

    public int Altered => Count(FaultKind.Altered);

    public bool IsClean => Faults.Count == 0;

    public override string ToString() =>
        $"{Acknowledged:N0} acknowledged in {Conversations:N0} conversations: "
        + $"{Lost} lost, {Doubled} doubled, {Reordered} reordered, {Altered} altered";

    private int Count(FaultKind kind) => Faults.Count(fault => fault.Kind == kind);
}
