namespace Muster.Silo.Storage.Sqlite;

/// <summary>A page ready to be stored.</summary>
internal readonly record struct PreparedPage(PlannedPage Page, byte[] List, byte[] Bodies);
