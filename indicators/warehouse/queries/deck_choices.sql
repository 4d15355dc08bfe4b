-- Choices of slides for a province's meetings, the last first.
SELECT * FROM stored_deck_choices WHERE scope = $scope ORDER BY ordinal DESC
