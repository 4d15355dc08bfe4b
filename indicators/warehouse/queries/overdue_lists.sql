-- Every list of a province as it was kept, newest first.
SELECT * FROM overdue_lists WHERE scope = $scope ORDER BY listed_at DESC, imported_at DESC, content_key DESC
