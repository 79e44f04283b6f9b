namespace Muster.Silo.Storage.Sqlite;

/// <summary>Rows that shall become a page, as the tail stood when it was planned.</summary>
internal sealed record PlannedPage(Unsealed Owner, int First, long[] Rows, int Replaced);
